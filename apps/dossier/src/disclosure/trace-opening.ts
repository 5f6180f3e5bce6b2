import type { Caller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { turnColumns, type DossierNames } from '../turn/locked-dossier.js';
import { heldPositions } from '../task/locked-task.js';
import { hasInHands, type DossierInHands } from './may-see-in-full.js';
import { personalDataShown } from './personal-data-shown.js';
import { purposesNow } from './purposes.js';

const hourMs = 3_600_000;

/** A paper of a dossier, which tells everything that stands in it. */
type Opened = { readonly fileId: string } | { readonly form: string };

/**
 * Leaves the trace of an officer opening a file or a form of a dossier. Nobody is asked what for: those who have the dossier to do open it
 * for that, others who may read it to oversee. A paper that is looked at again within the hour is one showing.
 */
export class TraceOpening {
  constructor(private readonly ground: DossierGround) {}

  async execute(caller: Caller, dossierId: string, opened: Opened): Promise<void> {
    if (caller.kind !== 'officer') return;
    const { commands, clock } = this.ground;
    const { automatic } = await purposesNow(this.ground);
    await commands.run(caller, clock.now(), async (tx) => {
      const [row] = await tx.query<DossierNames & DossierInHands>(
        `select ${turnColumns('$2')},
                coalesce((select json_agg(json_build_object('candidates', t.candidates)) from task t where t.dossier_id = d.id and t.state = 'open'), '[]') as tasks
           from dossier d where d.id = $1 for update`,
        [dossierId, heldPositions(caller)],
      );
      const [seen] = await tx.query(
        `select from event_log l where l.aggregate_id = $1 and l.type = 'personaldata.shown' and l.actor_id = $2 and l.occurred_at > $3
            and l.data::jsonb @> $4::jsonb`,
        [dossierId, caller.subjectId, new Date(tx.at.getTime() - hourMs), JSON.stringify(opened)],
      );
      if (!row || seen) return {};
      const purpose = hasInHands(caller, row) ? automatic.inCharge : automatic.others;
      tx.record(personalDataShown(tx, row, { purpose, automatic: true, ...opened }));
      return {};
    });
  }
}
