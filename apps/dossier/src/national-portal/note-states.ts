import { systemCaller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import type { DossierGround } from '../dossier-ground.js';
import { portalActor } from './portal-ground.js';
import { continued, stateOf, type Story, type StoryEvent } from './story.js';

/** So many positions of the history at a time. */
const batchSize = 1_000;

interface HistoryRow extends StoryEvent {
  readonly dossier_id: string;
  readonly event_id: string;
  readonly occurred_at: Date;
}

interface DossierRow {
  readonly dossier_id: string;
  readonly story: Story;
  readonly our_state: number;
  readonly our_state_at: Date;
  readonly last_sequence: number;
}

interface StateRow {
  readonly dossier_id: string;
  readonly sequence: number;
  readonly event_id: string;
  readonly state: number;
  readonly at: Date;
  readonly due_at: string | undefined;
  readonly supplement_id: string | undefined;
}

/**
 * Notes which states the portal is to know, from the history itself: no command has to think of the portal, and none is slower for it. The
 * position up to which the history was read moves in the same transaction.
 */
export class NoteStates {
  constructor(private readonly ground: Pick<DossierGround, 'commands' | 'queries' | 'clock'>) {}

  /** @returns whether there is more to read */
  async execute(): Promise<boolean> {
    const [ahead] = await this.ground.queries.read<{ more: boolean }>(
      `select exists (select from event_position p where p.position > l.position) as more from portal_link l`,
    );
    if (!ahead?.more) return false;
    const now = this.ground.clock.now();
    const { read } = await this.ground.commands.run(systemCaller(portalActor), now, async (tx) => ({
      read: await noteBatch(tx),
    }));
    return read === batchSize;
  }
}

async function noteBatch(tx: Tx): Promise<number> {
  const [link] = await tx.query<{ position: number }>(
    'select position::float8 as position from portal_link for update',
  );
  const from = link?.position ?? 0;
  const [read] = await tx.query<{ last: number | null }>(
    'select max(position)::float8 as last from event_position where position > $1 and position <= $2',
    [from, from + batchSize],
  );
  const last = read?.last ?? from;
  const events = await tx.query<HistoryRow>(
    `select l.aggregate_id as dossier_id, l.id as event_id, l.type, l.data, l.occurred_at, t.kind as "taskKind"
       from event_position p
       join portal_dossier d on d.dossier_id = p.aggregate_id
       join event_log l on l.aggregate_id = p.aggregate_id and l.sequence = p.sequence
       left join task t on l.type in ('task.claimed', 'step.completed') and t.id = (l.data::jsonb ->> 'taskId')::uuid
      where p.position > $1 and p.position <= $2 order by p.position`,
    [from, last],
  );
  if (events.length > 0) await writeStates(tx, events);
  await tx.query('update portal_link set position = $1', [last]);
  return last - from;
}

async function writeStates(tx: Tx, events: readonly HistoryRow[]): Promise<void> {
  const dossiers = await tx.query<DossierRow>(
    `select dossier_id, story, our_state, our_state_at, last_sequence from portal_dossier where dossier_id = any ($1::uuid[])
      order by dossier_id for update`,
    [[...new Set(events.map(({ dossier_id }) => dossier_id))]],
  );
  const states: StateRow[] = [];
  const changed = dossiers.map((dossier) => {
    let { story, our_state, our_state_at, last_sequence } = dossier;
    for (const event of events) {
      if (event.dossier_id !== dossier.dossier_id) continue;
      const next = continued(story, event);
      const isFirst = last_sequence === 0;
      const state = stateOf(next);
      const isAsked = next.request !== undefined && next.request !== story.request;
      if (isFirst || isAsked || state !== stateOf(story) || next.dueAt !== story.dueAt) {
        last_sequence += 1;
        our_state = state;
        our_state_at = event.occurred_at;
        states.push({
          ...{ dossier_id: dossier.dossier_id, sequence: last_sequence, event_id: event.event_id, state },
          at: event.occurred_at,
          due_at: next.dueAt,
          supplement_id: next.request,
        });
      }
      story = next;
    }
    return { dossier_id: dossier.dossier_id, story, our_state, our_state_at, last_sequence };
  });
  await tx.query(
    `with noted as (
       insert into portal_state (dossier_id, sequence, event_id, state, at, due_at, supplement_id)
       select s.dossier_id, s.sequence, s.event_id, s.state, s.at, s.due_at, s.supplement_id
         from jsonb_to_recordset($1::jsonb) as s (dossier_id uuid, sequence integer, event_id uuid, state smallint, at timestamptz, due_at timestamptz,
                                                  supplement_id uuid))
     update portal_dossier d set story = c.story, our_state = c.our_state, our_state_at = c.our_state_at, last_sequence = c.last_sequence,
            waiting_since = case when d.acknowledged_sequence < c.last_sequence then coalesce(d.waiting_since, c.our_state_at) end
       from jsonb_to_recordset($2::jsonb) as c (dossier_id uuid, story jsonb, our_state smallint, our_state_at timestamptz, last_sequence integer)
      where d.dossier_id = c.dossier_id`,
    [JSON.stringify(states), JSON.stringify(changed)],
  );
}
