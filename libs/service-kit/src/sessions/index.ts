import { status } from '@grpc/grpc-js';
import { readPayload, topics } from '@motcua/contracts/events';
import {
  CallerKind,
  IdentityServiceService,
  SessionAwaits,
  type ResolveSessionResponse,
} from '@motcua/contracts/identity/v1/identity';
import { rolePermissions, type Caller, type Role } from '../caller/index.js';
import type { Bus, Heard } from '../events/index.js';
import { CallRefused, type ServiceClient } from '../grpc/index.js';

export { AccessTokens } from './access-tokens.js';

const keepForMs = 30_000;
const mostEntries = 10_000;

/** What may give or take positions, or change which agencies somebody sees. */
const changesRights: readonly string[] = [
  'officer.assigned',
  'pack.activated',
  'agency.reorganised',
  'agency.reorganisation-undone',
];

interface Known {
  readonly caller: Promise<Caller | undefined>;
  readonly until: number;
  readonly heard: number;
}

/**
 * Turns a session's token hash into its caller by asking identity. An answer is kept for half a minute at most, and dropped at once when
 * the session ends or an officer's positions change; while that would not be heard, none is kept.
 */
export class Sessions {
  private readonly cached = new Map<string, Known>();
  private readonly heard: Heard;

  constructor(
    private readonly identity: Pick<ServiceClient<typeof IdentityServiceService>, 'resolveSession'>,
    bus: Bus,
    private readonly now: () => number,
  ) {
    this.heard = bus.listen(topics.identity, (events) => {
      for (const event of events) {
        if (event.type === 'session.ended') this.cached.delete(readPayload('session.ended', event.data).tokenHash);
        if (changesRights.includes(event.type)) this.cached.clear();
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
    const heard = this.heard();
    if (heard === undefined) return this.ask(tokenHash);
    const known = this.cached.get(tokenHash);
    if (known && known.until > now && known.heard === heard) return known.caller;
    if (this.cached.size >= mostEntries) this.cached.clear();
    const caller = this.ask(tokenHash);
    this.cached.set(tokenHash, { caller, until: now + keepForMs, heard });
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
    ...(session.awaits !== undefined && {
      awaits: session.awaits === SessionAwaits.SESSION_AWAITS_ENROLMENT ? 'enrolment' : 'secondFactor',
    }),
  };
}

function isRole(role: string): role is Role {
  return Object.hasOwn(rolePermissions, role);
}
