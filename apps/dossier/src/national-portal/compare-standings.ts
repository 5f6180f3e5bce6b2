import { systemCaller } from '@motcua/service-kit/caller';
import { PortalAway, PortalRefuses } from './portal-client.js';
import { portalActor, type PortalGround } from './portal-ground.js';

const pageSize = 200;

/**
 * Asks the portal what it knows of our dossiers, a page at a time, and keeps it beside what we told: only so is it seen that the portal has
 * lost or changed something that it once confirmed.
 */
export class CompareStandings {
  constructor(private readonly ground: PortalGround) {}

  /**
   * One page, when a comparison is under way or due.
   * @returns whether more follows
   */
  async execute(): Promise<boolean> {
    const { client, queries, clock, config, log, stop } = this.ground;
    if (config.nationalPortalCompareMinutes === 0) return false;
    const now = clock.now();
    const [link] = await queries.read<{ compared_to: string | null; compared_at: Date | null }>(
      'select compared_to, compared_at from portal_link',
    );
    const everyMs = config.nationalPortalCompareMinutes * 60_000;
    const isDue = !link?.compared_at || now.getTime() - link.compared_at.getTime() >= everyMs;
    if (!isDue) return false;
    try {
      const { items, next } = await client.standings(link?.compared_to ?? '', pageSize, stop);
      await this.ground.commands.run(systemCaller(portalActor), now, async (tx) => {
        await tx.query(
          `with theirs as (
             update portal_dossier p set their_state = s.state, their_sequence = s.sequence, told_at = $2
               from jsonb_to_recordset($1::jsonb) as s (number text, sequence integer, state text)
              where p.number = s.number and p.waiting_since is null and (p.their_state, p.their_sequence) is distinct from (s.state, s.sequence))
           update portal_link set compared_to = $3, compared_at = case when $3::text is null then $2 else compared_at end`,
          [JSON.stringify(items), now, next ?? null],
        );
        return {};
      });
      return next !== undefined;
    } catch (error) {
      if (stop.aborted) return false;
      if (!(error instanceof PortalAway || error instanceof PortalRefuses)) throw error;
      log.warn({ event: 'portal.comparison.interrupted', fault: error.message });
      // It goes on with the same page, a while later.
      return false;
    }
  }
}
