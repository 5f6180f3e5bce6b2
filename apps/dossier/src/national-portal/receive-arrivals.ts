import { v7 as uuidv7 } from 'uuid';
import { systemCaller } from '@motcua/service-kit/caller';
import { PortalAway, PortalRefuses } from './portal-client.js';
import type { PortalGround } from './portal-ground.js';
import { portalActor } from './portal-ground.js';
import type { PortalLink } from './portal-link.js';
import { headOf, type ArrivalHead } from './read-arrival.js';

const batchSize = 50;

interface Handed {
  readonly head: ArrivalHead;
  readonly content: unknown;
}

/**
 * Takes over what was handed in at the portal: written down first, each under the portal's own number, then confirmed. What is handed over
 * again, because a confirmation was lost or the portal repeats itself, is confirmed again and changes nothing.
 */
export class ReceiveArrivals {
  constructor(
    private readonly ground: PortalGround,
    private readonly link: PortalLink,
  ) {}

  /** @returns whether the portal has more */
  async execute(): Promise<boolean> {
    const { client, shape, log, stop } = this.ground;
    let items: unknown[];
    try {
      items = await client.arrivals(batchSize, stop);
    } catch (error) {
      if (stop.aborted || !(error instanceof PortalAway || error instanceof PortalRefuses)) throw error;
      await this.link.away(error.message);
      return false;
    }
    await this.link.reached();
    const handed = items.slice(0, batchSize).flatMap((content): Handed[] => {
      const head = headOf(shape, content);
      // Without a number it cannot be told from another, and the portal hands it over until its owner mends it.
      if (!head) log.error({ event: 'portal.arrival.nameless' });
      return head ? [{ head, content }] : [];
    });
    if (handed.length === 0) return false;
    await this.keep(handed);
    const confirmed = await this.confirm(handed);
    return items.length === batchSize && confirmed === handed.length;
  }

  private async keep(handed: readonly Handed[]): Promise<void> {
    const { commands, sealer, clock } = this.ground;
    const now = clock.now();
    const rows = handed.map(({ head, content }) => ({
      number: head.number,
      id: uuidv7(),
      content: sealer.seal(JSON.stringify(content), `portal_arrival.content:${head.number}`),
      procedure_code: head.procedureCode,
      competent_agency_code: head.competentAgency,
      // A portal whose clock is fast received nothing after it came here.
      received_at: head.receivedAt && head.receivedAt < now ? head.receivedAt : now,
    }));
    await commands.run(systemCaller(portalActor), now, async (tx) => {
      await tx.query(
        `insert into portal_arrival (number, id, content, procedure_code, competent_agency_code, received_at, arrived_at, next_attempt_at)
         select distinct on (r.number) r.number, r.id, r.content, r.procedure_code, r.competent_agency_code, r.received_at, $2, $2
           from jsonb_to_recordset($1::jsonb) as r (number text, id uuid, content text, procedure_code text, competent_agency_code text, received_at timestamptz)
         on conflict (number) do nothing`,
        [JSON.stringify(rows), now],
      );
      return {};
    });
  }

  /** @returns how many the portal heard of; the others it hands over again */
  private async confirm(handed: readonly Handed[]): Promise<number> {
    const { client, log, stop } = this.ground;
    let confirmed = 0;
    for (const { head } of handed) {
      try {
        await client.received(head.number, stop);
        confirmed += 1;
      } catch (error) {
        log.warn({ event: 'portal.arrival.unconfirmed', number: head.number, error });
        if (error instanceof PortalAway) break;
      }
    }
    return confirmed;
  }
}
