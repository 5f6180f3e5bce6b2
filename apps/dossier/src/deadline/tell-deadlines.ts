import { inForce } from '@motcua/pack';
import { event, type RecordedEvent, type Tx } from '@motcua/service-kit/database';
import { civilDateAt } from '@motcua/working-time';
import type { DossierGround } from '../dossier-ground.js';
import type { Rules } from '../rules/rules.js';
import { lockTimedDossier } from '../timers/timed-dossier.js';
import { referenceOf } from '../turn/locked-dossier.js';
import { nextWord, warningHorizon, type Deadline, type Told } from './next-word.js';

interface DeadlineRow extends Deadline {
  /** Null for the whole dossier. */
  readonly task_id: string | null;
  readonly agency_code: string;
  /** Who works on it, as `<agency>/<position>`. */
  readonly candidates: readonly string[];
  readonly told: Told;
}

/**
 * Says what there is to say about the deadlines of a dossier and of its open steps, and marks it as said in the same transaction. A warning
 * goes to those who may take the step, a breach to the leading positions of their agency. The dossier itself stays as it is: who works on
 * it need not read it anew.
 * @param rules those in force
 * @returns how much was said; nothing when another command has the dossier locked
 */
export async function tellDeadlines(
  tx: Tx,
  ground: Pick<DossierGround, 'packs'>,
  rules: Rules,
  dossierId: string,
): Promise<number> {
  const dossier = await lockTimedDossier(tx, ground, dossierId);
  if (!dossier) return 0;
  const { row, procedure } = dossier;
  const escalation = inForce(rules.province.escalation ?? [], civilDateAt(tx.at))?.value;
  if (!escalation || row.paused_grounds.length > 0) return 0;
  const horizon = warningHorizon(procedure.calendar, tx.at, escalation.warnBefore);
  const deadlines = await readDeadlines(tx, dossierId);
  const words = deadlines.flatMap((deadline) => {
    const word = nextWord(deadline, tx.at, horizon);
    return word ? [{ ...deadline, word }] : [];
  });
  if (words.length === 0) return 0;
  const leaders = (agencyCode: string) =>
    rules.positionsAt(agencyCode, escalation.positions, tx.at).map((position) => `${agencyCode}/${position}`);
  const reference = referenceOf(row);
  const events = words.map(({ word, task_id, dueAt, candidates, agency_code }): RecordedEvent => {
    const facts = { dossier: reference, taskId: task_id ?? undefined, dueAt };
    return word === 'warning'
      ? event('deadline.warned', row.id, { ...facts, recipients: [...candidates], warnedAt: tx.at })
      : event('deadline.escalated', row.id, { ...facts, recipients: leaders(agency_code), escalatedAt: tx.at });
  });
  const of = (word: 'warning' | 'breach') => words.filter((said) => said.word === word).map(({ task_id }) => task_id);
  const [warned, passed] = [of('warning'), of('breach')];
  await tx.query(
    `with tasks as (
       update task set warned_of = case when id = any ($2::uuid[]) then due_at else warned_of end,
              escalated_of = case when id = any ($3::uuid[]) then due_at else escalated_of end
        where id = any ($2::uuid[] || $3::uuid[]))
     update dossier set warned_of = case when $4 then due_at else warned_of end, escalated_of = case when $5 then due_at else escalated_of end
      where id = $1 and ($4 or $5)`,
    [row.id, warned.filter(isId), passed.filter(isId), warned.includes(null), passed.includes(null)],
  );
  tx.record(...events);
  return events.length;
}

function isId(id: string | null): id is string {
  return id !== null;
}

/** The whole dossier's is in the hands of whoever may take one of its open steps. */
function readDeadlines(tx: Tx, dossierId: string): Promise<DeadlineRow[]> {
  return tx.query<DeadlineRow>(
    `with open as (
       select id, due_at, created_at, deadline_told, agency_code, candidates from task
        where dossier_id = $1 and state = 'open' and kind <> 'deliver')
     select o.id as task_id, o.due_at as "dueAt", o.created_at as since, o.deadline_told as told, o.agency_code, o.candidates
       from open o join dossier d on d.id = $1 where d.state in ('submitted', 'inProcess')
     union all
     select null, d.due_at, d.accepted_at, d.deadline_told, d.competent_agency_code,
            array(select distinct unnest(o.candidates) from open o order by 1)
       from dossier d where d.id = $1 and d.state = 'inProcess'
     order by 1 nulls last`,
    [dossierId],
  );
}
