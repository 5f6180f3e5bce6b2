import { StopGround } from '@motcua/contracts/dossier/v1/events';
import { event, type Tx } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { rulesOf } from '../rules/rules-of.js';
import type { DueTimer } from '../timers/timer-handler.js';
import { tellParent } from '../sub-dossier/tell-parent.js';
import { closeDossier } from '../turn/close-dossier.js';
import { referenceOf, turnColumns, type TurnRow } from '../turn/locked-dossier.js';
import { keepForReinstating } from './reinstate-lapsed.js';

/** The words that a citizen reads when a dossier closed by itself. */
const lapsed = 'Hồ sơ không được bổ sung trong thời hạn yêu cầu.';

/** Closes a dossier whose applicant did not bring what was missing in time. */
export async function lapseSupplement(
  tx: Tx,
  { packs, sealer }: Pick<DossierGround, 'packs' | 'sealer'>,
  timer: DueTimer,
): Promise<void> {
  const [open] = await tx.query<TurnRow>(
    `with lapsed as (
       update supplement set state = 'lapsed' where id = $2::uuid and state = 'open' returning dossier_id)
     select ${turnColumns('$3')} from dossier d join lapsed l on l.dossier_id = d.id where d.id = $1`,
    [timer.dossierId, timer.key, []],
  );
  if (!open) return;
  const rules = await rulesOf(packs, tx, open);
  const procedure = rules.procedureOf(open);
  await keepForReinstating(tx, open.id, timer.key);
  const note = sealer.seal(lapsed, `dossier.closing_note:${open.id}`);
  const timeliness = await closeDossier(tx, { row: open, rules, procedure }, 'stopped', note);
  const dossier = referenceOf(open);
  tx.record(
    event('supplement.lapsed', open.id, { dossier, supplementId: timer.key, lapsedAt: tx.at }),
    event('dossier.stopped', open.id, {
      dossier,
      stoppedAt: tx.at,
      ground: StopGround.STOP_GROUND_LAPSED,
      timeliness,
    }),
  );
  await tellParent(tx, { packs }, open, 'stopped', {});
}
