import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet } from 'jose';
import type { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { topics } from '@motcua/contracts/events';
import { apiScopes, type ApiScope, type Caller } from '../caller/index.js';
import type { Bus } from '../events/index.js';
import type { ServiceClient } from '../grpc/index.js';

/** So long the keys are taken as they are; far less than a key is published before it signs. */
const keepForMs = 300_000;
/** A token under an unknown key makes us ask again, though not more often than this. */
const askAgainAfterMs = 10_000;

/** What may end a system's tokens before they expire, or give them back. */
const changesClients: readonly string[] = ['apiclient.suspended', 'apiclient.resumed'];

interface Keys {
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  readonly find: ReturnType<typeof createLocalJWKSet>;
  readonly suspendedClients: readonly string[];
  readonly at: number;
}

/**
 * Turns an access token into its caller, here, by the keys that identity publishes (RFC 9068). Nobody is asked about the token itself: it
 * holds until it expires, ten minutes at most, or its system is suspended, which is heard of at once. It expires by the real time, by which identity's tokens go.
 */
export class AccessTokens {
  private keys: Keys | undefined;
  /** How often systems were said to be suspended or resumed. */
  private heard = 0;
  private asking: Promise<Keys> | undefined;

  /** @param now time by which keys grow old, milliseconds */
  constructor(
    private readonly identity: Pick<ServiceClient<typeof IdentityServiceService>, 'getTokenKeys'>,
    bus: Pick<Bus, 'listen'>,
    private readonly now: () => number,
  ) {
    bus.listen(topics.identity, (events) => {
      // What is known, or is being asked for, is asked for anew by the next token.
      if (events.some(({ type }) => changesClients.includes(type))) {
        this.heard += 1;
        if (this.keys) this.keys = { ...this.keys, at: -Infinity };
      }
      return Promise.resolve();
    });
  }

  /** The caller, or undefined for a token that does not hold: another issuer, audience, type or key, expired, not signed. */
  async resolve(token: string): Promise<Caller | undefined> {
    const keys = await this.current(keepForMs);
    try {
      return await verify(token, keys);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) return refused(error);
    }
    const newer = await this.current(askAgainAfterMs);
    return verify(token, newer).catch(refused);
  }

  /** @param holdsMs how old they may be. An outage leaves those in force that are known. */
  private async current(holdsMs: number): Promise<Keys> {
    const { keys } = this;
    if (keys && this.now() - keys.at < holdsMs) return keys;
    try {
      return await (this.asking ??= this.ask().finally(() => {
        this.asking = undefined;
      }));
    } catch (error) {
      if (keys) return keys;
      throw error;
    }
  }

  private async ask(): Promise<Keys> {
    const { heard } = this;
    const { issuer, audience, jwks, suspendedClients } = await this.identity.getTokenKeys({});
    // The form is identity's promise.
    const find = createLocalJWKSet(JSON.parse(jwks) as JSONWebKeySet);
    return (this.keys = {
      issuer,
      audience,
      find,
      suspendedClients,
      at: heard === this.heard ? this.now() : -Infinity,
    });
  }
}

function refused(error: unknown): undefined {
  if (error instanceof errors.JOSEError) return undefined;
  throw error;
}

async function verify(token: string, { issuer, audience, find, suspendedClients }: Keys): Promise<Caller | undefined> {
  if (issuer === undefined || audience === undefined) return undefined;
  const { payload } = await jwtVerify(token, find, {
    issuer,
    audience,
    typ: 'at+jwt',
    algorithms: ['ES256'],
    requiredClaims: ['sub', 'exp', 'kind', 'client_id'],
    clockTolerance: 5,
  });
  const { sub = '', exp = 0, kind, agency, scope, quota, client_id: clientId } = payload;
  if (suspendedClients.some((suspended) => suspended === clientId)) return undefined;
  const scopes = typeof scope === 'string' ? scope.split(' ').filter(isScope) : [];
  const common = { subjectId: sub, positions: [], language: 'vi', expiresAt: new Date(exp * 1_000), scopes } as const;
  if (kind === 'citizen') return { ...common, kind, agencyCodes: [] };
  if (kind === 'client' && typeof agency === 'string')
    return { ...common, kind, agencyCodes: [agency], ...(typeof quota === 'number' && { requestsPerMinute: quota }) };
  return undefined;
}

function isScope(scope: string): scope is ApiScope {
  return apiScopes.some((known) => known === scope);
}
