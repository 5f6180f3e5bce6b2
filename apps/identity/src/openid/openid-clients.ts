import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigurationInvalid } from '@motcua/service-kit/config';
import { apiScopes } from '@motcua/service-kit/caller';
import { Text } from '../bilingual-text.js';

const ClientId = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}$/);
const WebAddress = z.url({ protocol: /^https?$/ });
const Scopes = z.array(z.enum(apiScopes)).default([]);
const PublicKeys = z.strictObject({
  keys: z.array(z.looseObject({ kty: z.enum(['EC', 'OKP', 'RSA']), d: z.never('is a private key').optional() })).min(1),
});

/** An application that signs people in. Without keys it is a public client; a shared secret none has. */
const Application = z.strictObject({
  kind: z.literal('application'),
  clientId: ClientId,
  name: Text,
  /** The province's own: people are not asked whether they agree. */
  trusted: z.boolean().default(false),
  redirectUris: z.array(WebAddress).min(1),
  postLogoutRedirectUris: z.array(WebAddress).default([]),
  backchannelLogoutUri: WebAddress.optional(),
  jwks: PublicKeys.optional(),
  scopes: Scopes,
});

/** A system of an agency, which acts in the agency's name and proves itself by its key (`private_key_jwt`). */
const AgencySystem = z.strictObject({
  kind: z.literal('agency-system'),
  clientId: ClientId,
  name: Text,
  agencyCode: z.string().min(1),
  jwks: PublicKeys,
  scopes: Scopes,
  /** Of each service; without it there is no limit of its own. */
  requestsPerMinute: z.int().min(1).max(60_000).optional(),
});

export const OpenidClient = z.discriminatedUnion('kind', [Application, AgencySystem]);
export type OpenidClient = z.infer<typeof OpenidClient>;

const OpenidClientsFile = z.strictObject({ clients: z.array(OpenidClient) });

export type OpenidClients = ReadonlyMap<string, OpenidClient>;

/** Finds a client in the operator's file, or among those that an administrator registered. */
export type FindClient = (clientId: string) => Promise<OpenidClient | undefined>;

/**
 * Who may use OpenID Connect, by client id.
 * @throws ConfigurationInvalid with every fault of the file
 */
export async function readOpenidClients(file: string | undefined): Promise<OpenidClients> {
  if (file === undefined) return new Map();
  const refuse = (faults: readonly string[]) =>
    new ConfigurationInvalid(faults.map((fault) => `MOTCUA_OPENID_CLIENTS_FILE: ${fault}`));
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw refuse([error instanceof Error ? error.message : String(error)]);
  }
  const { success, data, error } = OpenidClientsFile.safeParse(content);
  if (!success) throw refuse(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const clients = new Map(data.clients.map((client) => [client.clientId, client]));
  if (clients.size < data.clients.length) throw refuse(['a client id stands there twice']);
  return clients;
}
