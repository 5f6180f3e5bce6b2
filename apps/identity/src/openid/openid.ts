import type Provider from 'oidc-provider';
import type { Logger } from '@motcua/service-kit/logs';
import { NotFound } from '@motcua/service-kit/errors';
import type { FindAccount } from './find-account.query.js';
import { audienceOf, issuerOf } from './openid-addresses.js';
import type { ApiClients } from '../api-client/api-clients.query.js';
import { readOpenidClients, type OpenidClient, type OpenidClients } from './openid-clients.js';
import type { StateGround } from './openid-state.js';
import { QueueLogout } from './queue-logout.js';
import type { SigningKeys } from './signing-keys.js';

/** So old the keys may be that this process goes by; far less than a key is published ahead. */
const keysHoldMs = 30_000;

export interface OpenidConfig {
  readonly publicUrl?: string | undefined;
  readonly openidClientsFile?: string | undefined;
  readonly sessionMinutes: number;
}

/** The provider that answers now: another one whenever another key signs or is published. */
export class Openid {
  private current: { readonly provider: Provider; readonly kids: string } | undefined;
  private readAt = -Infinity;
  private reading: Promise<Provider> | undefined;
  private clients: Promise<OpenidClients> | undefined;

  constructor(
    private readonly config: OpenidConfig,
    private readonly ground: StateGround & { readonly log: Logger },
    readonly keys: SigningKeys,
    private readonly findAccount: FindAccount,
    private readonly apiClients: ApiClients,
  ) {}

  /** @throws NotFound (404) where the platform has no public address */
  get publicUrl(): string {
    if (this.config.publicUrl === undefined) throw new NotFound();
    return this.config.publicUrl;
  }

  get isOffered(): boolean {
    return this.config.publicUrl !== undefined;
  }

  /** Those of the operator's file. @throws ConfigurationInvalid */
  findClients(): Promise<OpenidClients> {
    return (this.clients ??= readOpenidClients(this.config.openidClientsFile));
  }

  /** In the operator's file, or among those that an administrator registered. */
  async findClient(clientId: string): Promise<OpenidClient | undefined> {
    return (await this.findClients()).get(clientId) ?? (await this.apiClients.find(clientId));
  }

  /** @throws NotFound (404) where the platform has no public address */
  async provider(): Promise<Provider> {
    const now = this.ground.clock.now().getTime();
    if (this.current && now - this.readAt < keysHoldMs) return this.current.provider;
    this.reading ??= this.read(now).finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async read(now: number): Promise<Provider> {
    const { publicUrl, findAccount, ground } = this;
    const keys = await this.keys.published();
    const kids = keys.keys.map(({ kid }) => kid).join();
    if (this.current?.kids !== kids) {
      const { createProvider } = await loadProvider(ground.log);
      const provider = createProvider({
        publicUrl,
        keys,
        findClient: (clientId) => this.findClient(clientId),
        noteUse: (clientId) => this.apiClients.noteUse(clientId),
        ground,
        findAccount,
        queueLogout: new QueueLogout(ground.queries),
        sessionMinutes: this.config.sessionMinutes,
      });
      provider.on('server_error', (_ctx: unknown, error: Error) => ground.log.error({ event: 'openid.failed', error }));
      this.current = { provider, kids };
    }
    this.readAt = now;
    return this.current.provider;
  }

  /** What other services verify access tokens by. */
  async tokenKeys(): Promise<{ issuer?: string; audience?: string; jwks: string; suspendedClients: string[] }> {
    if (!this.isOffered) return { jwks: JSON.stringify({ keys: [] }), suspendedClients: [] };
    const [{ keys }, suspendedClients] = await Promise.all([this.keys.published(), this.apiClients.suspendedLately()]);
    return {
      issuer: issuerOf(this.publicUrl),
      audience: audienceOf(this.publicUrl),
      jwks: JSON.stringify({ keys: keys.map(({ publicJwk }) => publicJwk) }),
      suspendedClients,
    };
  }
}

/**
 * The provider's library is loaded by the first who signs in by it: a start does not wait for it. As it loads, it says on the console what
 * it thinks of the version of Node; that belongs in the log.
 */
async function loadProvider(log: Logger): Promise<typeof import('./openid-provider.js')> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => log.warn({ event: 'openid.library', words: words.map(String).join(' ') });
  try {
    return await import('./openid-provider.js');
  } finally {
    console.warn = warn;
  }
}
