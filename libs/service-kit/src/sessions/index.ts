import { status } from '@grpc/grpc-js';
import { readPayload, topics } from '@motcua/contracts/events';
import {
  CallerKind,
  IdentityServiceService,
  type ResolveSessionResponse,
} from '@motcua/contracts/identity/v1/identity';
import { rolePermissions, type Caller, type Role } from '../caller/index.js';
import type { Bus } from '../events/index.js';
import { CallRefused, type ServiceClient } from '../grpc/index.js';

const keepForMs = 30_000;
const mostEntries = 10_000;

/**
 * Turns a session's token hash into its caller by asking identity. An answer is kept for half a minute at most, and dropped at once when
 * the session ends or an officer's positions change.
 */
export class Sessions {
  private readonly cached = new Map<string, { caller: Promise<Caller | undefined>; until: number }>();

  constructor(
    private readonly identity: Pick<ServiceClient<typeof IdentityServiceService>, 'resolveSession'>,
    bus: Bus,
    private readonly now: () => number,
  ) {
    bus.listen(topics.identity, (events) => {
      for (const event of events) {
        if (event.type === 'session.ended') this.cached.delete(readPayload('session.ended', event.data).tokenHash);
        if (event.type === 'officer.assigned' || event.type === 'pack.activated') this.cached.clear();
      }
      return Promise.resolve();
    });
  }

  async resolve(tokenHash: string): Promise<Caller | undefined> {
    const caller = await this.find(tokenHash);
    return caller && caller.expiresAt.getTime() > this.now() ? caller : undefined;
  }

  private find(tokenHash: string): Promise<Caller | undefined> {
    const now = this.now();
    const known = this.cached.get(tokenHash);
    if (known && known.until > now) return known.caller;
    if (this.cached.size >= mostEntries) this.cached.clear();
    const caller = this.ask(tokenHash);
    this.cached.set(tokenHash, { caller, until: now + keepForMs });
    caller.catch(() => this.cached.delete(tokenHash));
    return caller;
  }

  private async ask(tokenHash: string): Promise<Caller | undefined> {
    try {
      return toCaller(await this.identity.resolveSession({ tokenHash }));
    } catch (error) {
      if (error instanceof CallRefused && error.code === status.UNAUTHENTICATED) return undefined;
      throw error;
    }
  }
}

function toCaller(session: ResolveSessionResponse): Caller {
  return {
    subjectId: session.subjectId,
    kind: session.kind === CallerKind.CALLER_KIND_CITIZEN ? 'citizen' : 'officer',
    positions: session.positions.map((position) => ({ ...position, roles: position.roles.filter(isRole) })),
    agencyCodes: session.agencyCodes,
    language: session.language === 'en' ? 'en' : 'vi',
    expiresAt: session.expiresAt ?? new Date(0),
  };
}

function isRole(role: string): role is Role {
  return Object.hasOwn(rolePermissions, role);
}
