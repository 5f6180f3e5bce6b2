import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { apiScopes } from '@motcua/service-kit/caller';
import { Text } from '../bilingual-text.js';

const text = z.string().min(1).max(2_000);
const named = { kid: z.string().min(1).max(128).exactOptional() };
/** What tools write beside a key, and nothing is done by. */
const described = {
  use: z.unknown().optional(),
  alg: z.unknown().optional(),
  key_ops: z.unknown().optional(),
  ext: z.unknown().optional(),
};

const leastModulusBits = 2_048;
const leastExponent = 3n;

/** The public half of a key pair (RFC 7517). A private one is refused: whoever sent it has given it away. */
export const PublicKey = z
  .discriminatedUnion('kty', [
    z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: text, y: text, ...named, ...described }),
    z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: text, ...named, ...described }),
    z.strictObject({ kty: z.literal('RSA'), n: text, e: text, ...named, ...described }),
  ])
  .transform(({ use: _use, alg: _alg, key_ops: _operations, ext: _extractable, ...key }) => key)
  .superRefine((key, context) => {
    const refuse = (...path: string[]) => context.addIssue({ code: 'custom', path, message: 'no key that is taken' });
    try {
      const { modulusLength, publicExponent } = createPublicKey({ key, format: 'jwk' }).asymmetricKeyDetails ?? {};
      if (modulusLength !== undefined && modulusLength < leastModulusBits) refuse('n');
      if (publicExponent !== undefined && (publicExponent < leastExponent || publicExponent % 2n === 0n)) refuse('e');
    } catch {
      refuse(); // such as a point that is not on its curve
    }
  })
  .meta({ id: 'PublicKey' });
export type PublicKey = z.infer<typeof PublicKey>;

export const AddKeyInput = z
  .strictObject({
    key: PublicKey,
    /** The last day, in Vietnam, on which it opens anything; at most two years ahead. */
    lastDay: z.iso.date(),
  })
  .meta({ id: 'AddKey' });
export type AddKeyInput = z.infer<typeof AddKeyInput>;

const changeable = {
  name: z.strictObject({ vi: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) }),
  scopes: z.array(z.enum(apiScopes)).min(1),
  /** Of each service, for the system as a whole. */
  requestsPerMinute: z.int().min(1).max(60_000),
};

export const ChangeApiClientInput = z.strictObject(changeable).meta({ id: 'ChangeApiClient' });
export type ChangeApiClientInput = z.infer<typeof ChangeApiClientInput>;

export const RegisterApiClientInput = z
  .strictObject({
    clientId: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,62}$/),
    agencyCode: z.string().min(1).max(80),
    ...changeable,
    firstKey: AddKeyInput,
  })
  .meta({ id: 'RegisterApiClient' });
export type RegisterApiClientInput = z.infer<typeof RegisterApiClientInput>;

export const RegisteredApiClient = z.object({ id: z.uuid() }).meta({ id: 'RegisteredApiClient' });
export type RegisteredApiClient = z.infer<typeof RegisteredApiClient>;

export const ApiClientsQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  /** The `next` of the page before. */
  after: z.string().max(64).exactOptional(),
});
export type ApiClientsQuery = z.infer<typeof ApiClientsQuery>;

export const ApiClientKey = z
  .object({
    kid: z.string(),
    kind: z.enum(['EC', 'OKP', 'RSA']),
    addedAt: z.iso.datetime({ offset: true }),
    expiresAt: z.iso.datetime({ offset: true }),
    state: z.enum(['valid', 'expiring', 'expired', 'revoked']).meta({ description: '`expiring` within 30 days' }),
  })
  .meta({ id: 'ApiClientKey' });
export type ApiClientKey = z.infer<typeof ApiClientKey>;

export const ApiClient = z
  .object({
    id: z.uuid(),
    clientId: z.string(),
    agencyCode: z.string(),
    agencyName: Text,
    name: Text,
    scopes: z.array(z.enum(apiScopes)),
    requestsPerMinute: z.number().int(),
    registeredAt: z.iso.datetime(),
    suspended: z.boolean(),
    /** When it last got a token, to the minute. */
    lastUsedAt: z.iso.datetime().exactOptional(),
    keys: z.array(ApiClientKey).meta({ description: 'The latest first; the last twenty' }),
  })
  .meta({ id: 'ApiClient' });
export type ApiClient = z.infer<typeof ApiClient>;

export const ApiClientList = z
  .object({ items: z.array(ApiClient), next: z.string().exactOptional() })
  .meta({ id: 'ApiClientList' });
export type ApiClientList = z.infer<typeof ApiClientList>;
