import type { Language } from '../errors/index.js';

/** Roles that a position carries. */
export type Role = 'intake' | 'process' | 'approve' | 'oversee' | 'administer';

/** What a caller may be allowed to do. */
export type Permission =
  | 'dossier.submit'
  | 'dossier.intake'
  | 'dossier.process'
  | 'dossier.approve'
  | 'dossier.oversee'
  | 'province.administer';

/** What an access token may allow its bearer, beyond which nothing is. */
export const apiScopes = ['dossier.read'] as const;
export type ApiScope = (typeof apiScopes)[number];

/** A position held on the day of the call. */
export interface HeldPosition {
  readonly agencyCode: string;
  readonly positionCode: string;
  readonly roles: readonly Role[];
}

/** Who calls. It comes first in every use case, and travels between services as signed metadata. */
export interface Caller {
  /** UUID of the person; for `system` the name of the service, for `client` the id of an agency's system. */
  readonly subjectId: string;
  readonly kind: 'citizen' | 'officer' | 'system' | 'client';
  readonly positions: readonly HeldPosition[];
  /** The row scope: agencies whose dossiers the caller may see, those below a leader included. */
  readonly agencyCodes: readonly string[];
  readonly language: Language;
  /** What an access token allows; absent for who came with a session. */
  readonly scopes?: readonly ApiScope[];
  /** How many requests an agency's system may make of each service in a minute; absent where it has no quota. */
  readonly requestsPerMinute?: number;
  /** When the session ends at the latest. */
  readonly expiresAt: Date;
  /** What the session still lacks behind a right password; until then it opens nothing but what gives it that. */
  readonly awaits?: 'secondFactor' | 'enrolment';
  /** Makes a repeated command give the same answer. */
  readonly idempotency?: { readonly key: string; readonly requestHash: string };
  /** W3C trace context of the request. */
  readonly traceParent?: string;
}

/** The platform itself: applying a province, timers, maintenance. */
export function systemCaller(name: string): Caller {
  return {
    subjectId: name,
    kind: 'system',
    positions: [],
    agencyCodes: [],
    language: 'vi',
    expiresAt: new Date(8.64e15),
  };
}
