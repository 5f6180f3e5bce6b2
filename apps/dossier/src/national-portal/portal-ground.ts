import type { DossierGround } from '../dossier-ground.js';
import type { PortalClient } from './portal-client.js';
import type { PortalShape } from './portal-shape.js';
import type { NationalPortalConfig } from './settings.js';

/** What everything that speaks with the portal stands on. */
export interface PortalGround extends DossierGround {
  readonly client: PortalClient;
  readonly shape: PortalShape;
  readonly config: NationalPortalConfig;
  /** Ends every call that is under way when the service stops. */
  readonly stop: AbortSignal;
}

/** By what the work on the portal's behalf is known in the history. */
export const portalActor = 'national-portal';

/** When to try again: 2 s, 4 s, 8 s … after the attempts so far, up to the longest wait. */
export function retryAt(
  now: Date,
  attempts: number,
  { nationalPortalRetryMaxSeconds: most }: NationalPortalConfig,
): Date {
  return new Date(now.getTime() + Math.min(most, 2 ** Math.min(attempts, 20)) * 1_000);
}

/** Whether something came here so long after the portal had it that an outage kept it back. */
export function isLate(
  thereAt: Date,
  hereAt: Date,
  { nationalPortalLateMinutes: most }: NationalPortalConfig,
): boolean {
  return hereAt.getTime() - thereAt.getTime() > most * 60_000;
}
