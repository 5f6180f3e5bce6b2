import { v7 as uuidv7 } from 'uuid';
import { systemCaller } from '@motcua/service-kit/caller';
import { portalActor, type PortalGround } from './portal-ground.js';
import { followUpHeadOf, type FollowUpHead } from './read-follow-up.js';
import type { PortalQueue } from './take-over.js';

/** Supplements and withdrawals that citizens gave at the portal. */
export function followUpsQueue({ client, shape, commands, sealer, clock }: PortalGround): PortalQueue<FollowUpHead> {
  return {
    name: 'follow-up',
    isOptional: true,
    list: (limit, stop) => client.followUps(limit, stop),
    headOf: (content) => followUpHeadOf(shape, content),
    confirm: (number, stop) => client.followUpReceived(number, stop),
    async keep(handed) {
      const now = clock.now();
      const rows = handed.map(({ head, content }) => ({
        number: head.number,
        id: uuidv7(),
        content: sealer.seal(JSON.stringify(content), `portal_follow_up.content:${head.number}`),
        dossier_number: head.dossierNumber,
        kind: head.kind,
        // A portal whose clock is fast was given nothing after it came here.
        given_at: head.givenAt && head.givenAt < now ? head.givenAt : now,
      }));
      await commands.run(systemCaller(portalActor), now, async (tx) => {
        await tx.query(
          `insert into portal_follow_up (number, id, content, dossier_number, kind, given_at, arrived_at, next_attempt_at)
           select distinct on (r.number) r.number, r.id, r.content, r.dossier_number, r.kind, r.given_at, $2, $2
             from jsonb_to_recordset($1::jsonb) as r (number text, id uuid, content text, dossier_number text, kind text, given_at timestamptz)
           on conflict (number) do nothing`,
          [JSON.stringify(rows), now],
        );
        return {};
      });
    },
  };
}
