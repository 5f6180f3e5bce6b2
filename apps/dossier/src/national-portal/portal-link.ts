import { systemCaller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { portalActor } from './portal-ground.js';

/** How it goes with the portal as a whole, for operators: written when it changes, and once a minute while it goes well. */
export class PortalLink {
  private known: { readonly away: boolean; readonly since: number } | undefined;

  constructor(private readonly ground: Pick<DossierGround, 'commands' | 'clock' | 'log'>) {}

  async reached(): Promise<void> {
    const now = this.ground.clock.now();
    if (this.known && !this.known.away && now.getTime() - this.known.since < 60_000) return;
    if (this.known?.away) this.ground.log.info({ event: 'portal.reached' });
    await this.write(now, 'reached_at = $1, away_since = null, fault = null', [now]);
    this.known = { away: false, since: now.getTime() };
  }

  async away(fault: string): Promise<void> {
    if (this.known?.away) return;
    const now = this.ground.clock.now();
    this.ground.log.warn({ event: 'portal.away', fault });
    await this.write(now, 'away_since = coalesce(away_since, $1), fault = $2', [now, fault]);
    this.known = { away: true, since: now.getTime() };
  }

  private async write(now: Date, changes: string, values: readonly unknown[]): Promise<void> {
    await this.ground.commands.run(systemCaller(portalActor), now, async (tx) => {
      await tx.query(`update portal_link set ${changes}`, values);
      return {};
    });
  }
}
