import { readPayload } from '@motcua/contracts/events';
import { event, type Tx } from '@motcua/service-kit/database';
import { referenceOf, type DossierNames } from '../turn/locked-dossier.js';

/** What a dossier was before it closed, as far as its closing changed it. */
interface Before {
  readonly state: 'submitted' | 'inProcess';
  readonly pausedGrounds: readonly string[];
  /** Parts at other agencies, which were called off with it. */
  readonly parts: number;
}

/**
 * Keeps what a dossier of the national portal is, in the transaction that closes it because nothing was brought: word may come late that
 * something was brought there in time. Of the others nothing can come late.
 */
export async function keepForReinstating(tx: Tx, dossierId: string, supplementId: string): Promise<void> {
  await tx.query(
    `insert into supplement_lapse (supplement_id, before)
     select $2, jsonb_build_object('state', d.state, 'clock', d.clock, 'pausedGrounds', d.paused_grounds, 'pausedAt', d.paused_at, 'feeState', d.fee_state,
       'tasks', (select coalesce(jsonb_agg(t.id), '[]') from task t where t.dossier_id = d.id and t.state = 'open'),
       'timers', (select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'state', m.state, 'held_at', m.held_at)), '[]')
                    from timer m where m.dossier_id = d.id and m.state in ('waiting', 'held')),
       'subscriptions', (select coalesce(jsonb_agg(to_jsonb(s)), '[]') from subscription s where s.dossier_id = d.id),
       'parts', (select count(*) from dossier k where k.parent_id = d.id and k.state in ('submitted', 'inProcess')))
       from dossier d join portal_dossier p on p.dossier_id = d.id where d.id = $1`,
    [dossierId, supplementId],
  );
}

/**
 * Makes a dossier that closed because nothing was brought what it was before, its request open again: something had been brought in time, and
 * word of it came late. Only where nothing else has happened since: what people did in the belief that it is closed is not undone behind
 * their backs. The dossier is locked.
 * @param givenAt when it was brought
 * @returns whether it could be done
 */
export async function reinstateLapsed(
  tx: Tx,
  dossierId: string,
  supplementId: string,
  givenAt: Date,
): Promise<boolean> {
  const [kept] = await tx.query<{ before: Before }>('select before from supplement_lapse where supplement_id = $1', [
    supplementId,
  ]);
  if (!kept || kept.before.parts > 0 || !(await lapsedLast(tx, dossierId, supplementId))) return false;
  const { state, pausedGrounds } = kept.before;
  const [row] = await tx.query<DossierNames>(
    `with kept as materialized (select l.before from supplement_lapse l where l.supplement_id = $2),
     asked as (update supplement set state = 'open' where id = $2 and state = 'lapsed'),
     tasks as (
       update task t set state = 'open', version = t.version + 1 from kept k
        where t.dossier_id = $1 and t.state = 'cancelled' and k.before -> 'tasks' ? t.id::text),
     timers as (
       update timer m set state = b.state, held_at = b.held_at
         from kept k, jsonb_to_recordset(k.before -> 'timers') as b (id uuid, state text, held_at timestamptz)
        where m.id = b.id and m.state = 'cancelled'),
     listening as (
       insert into subscription (dossier_id, subscription_key, element_id, message_name, correlation)
       select $1, b.subscription_key, b.element_id, b.message_name, b.correlation
         from kept k, jsonb_to_recordset(k.before -> 'subscriptions') as b (subscription_key text, element_id text, message_name text, correlation text))
     update dossier d set state = k.before ->> 'state', clock = nullif(k.before -> 'clock', 'null'::jsonb), paused_at = (k.before ->> 'pausedAt')::timestamptz,
            paused_grounds = (select array_agg(g) from jsonb_array_elements_text(k.before -> 'pausedGrounds') as g),
            fee_state = k.before ->> 'feeState', closed_at = null, closing_note = null, timeliness = null, version = d.version + 1
       from kept k where d.id = $1
     returning d.id, d.code, d.tracking_number, d.procedure_code, d.intake_agency_code, d.competent_agency_code, d.citizen_id`,
    [dossierId, supplementId],
  );
  if (!row) return false;
  tx.record(
    event('dossier.reinstated', dossierId, {
      dossier: referenceOf(row),
      supplementId,
      reinstatedAt: tx.at,
      givenAt,
      accepted: state === 'inProcess',
      pausedGrounds: [...pausedGrounds],
    }),
  );
  return true;
}

/** Whether that a request lapsed is the last that happened to its dossier. */
async function lapsedLast(tx: Tx, dossierId: string, supplementId: string): Promise<boolean> {
  const [last, lapsed] = await tx.query<{ type: string; data: string }>(
    'select type, data from event_log where aggregate_id = $1 order by sequence desc limit 2',
    [dossierId],
  );
  return (
    last?.type === 'dossier.stopped' &&
    lapsed?.type === 'supplement.lapsed' &&
    readPayload('supplement.lapsed', lapsed.data).supplementId === supplementId
  );
}
