import type { Caller } from '@motcua/service-kit/caller';
import type { Session } from '../simulate/session.js';

/** An officer at the counter as the services know them, for use cases that are called without HTTP. */
export function callerOf({ profile }: Session): Caller {
  return {
    subjectId: profile.subjectId,
    kind: 'officer',
    positions: profile.positions.map(({ agencyCode, positionCode }) => ({
      agencyCode,
      positionCode,
      roles: ['intake'],
    })),
    agencyCodes: profile.positions.map(({ agencyCode }) => agencyCode),
    language: 'vi',
    expiresAt: new Date(profile.expiresAt),
  };
}
