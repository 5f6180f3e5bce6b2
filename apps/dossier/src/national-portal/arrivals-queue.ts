import { v7 as uuidv7 } from 'uuid';
import { systemCaller } from '@motcua/service-kit/caller';
import { portalActor, type PortalGround } from './portal-ground.js';
import { headOf, type ArrivalHead } from './read-arrival.js';
import type { PortalQueue } from './take-over.js';

/** Dossiers that were handed in at the portal. */
export function arrivalsQueue({ client, shape, commands, sealer, clock }: PortalGround): PortalQueue<ArrivalHead> {
  return {
    name: 'arrival',
    isOptional: false,
    list: (limit, stop) => client.arrivals(limit, stop),
    headOf: (content) => headOf(shape, content),
    confirm: (number, stop) => client.received(number, stop),
    async keep(handed) {
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
    },
  };
}
