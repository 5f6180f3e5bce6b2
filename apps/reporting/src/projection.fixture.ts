import type { DataSource } from 'typeorm';
import { at, type DossierStory } from './dossier-history.fixture.js';

type Row = Readonly<Record<string, string | number | null>>;

export interface Projection {
  readonly dossiers: readonly Row[];
  readonly days: readonly Row[];
}

/** The rows that are read now. */
export async function liveProjection(rows: DataSource): Promise<Projection> {
  const [found] = await rows.query<Projection[]>(
    `select coalesce((select jsonb_agg(to_jsonb(d) - 'generation' order by dossier_id) from dossier_report d where d.generation = g.live), '[]') as dossiers,
            coalesce((select jsonb_agg(to_jsonb(c) - 'generation' order by agency_code, day, procedure_code) from daily_count c where c.generation = g.live), '[]') as days
       from projection_generation g`,
  );
  if (!found) throw new Error('no generation is live');
  return found;
}

/** An empty projection for the next history. */
export async function forgetAll(rows: DataSource): Promise<void> {
  await rows.query('truncate dossier_report, daily_count, inbox, parked_event');
}

/** What the stories come to, told without events. */
export function expectedProjection(stories: readonly DossierStory[]): Projection {
  const days = new Map<string, { [column: string]: string | number }>();
  const count = (story: DossierStory, minutes: number | undefined, column: string) => {
    if (minutes === undefined) return;
    const day = new Date(at(minutes).getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
    const [agency_code, procedure_code] = [story.agencyCode, story.procedureCode];
    const key = `${agency_code} ${day} ${procedure_code}`;
    const row = days.get(key) ?? {
      agency_code,
      day,
      procedure_code,
      received: 0,
      done_early: 0,
      done_on_time: 0,
      done_overdue: 0,
    };
    days.set(key, { ...row, [column]: Number(row[column]) + 1 });
  };
  const dossiers = stories.map((story): Row => {
    const [submitted, accepted, decided, returned] = story.minutes;
    count(story, accepted, 'received');
    count(story, decided, { early: 'done_early', onTime: 'done_on_time', overdue: 'done_overdue' }[story.timeliness]);
    const instant = (minutes: number | undefined) =>
      minutes === undefined ? null : at(minutes).toISOString().replace('.000Z', '+00:00');
    return {
      dossier_id: story.dossierId,
      procedure_code: story.procedureCode,
      competent_agency_code: story.agencyCode,
      intake_agency_code: 'trung-tam',
      channel: story.channel,
      submitted_at: instant(submitted),
      field_code: accepted === undefined ? null : 'ho-tich',
      accepted_at: instant(accepted),
      due_at: accepted === undefined ? null : instant(story.dueMinutes),
      decided_at: instant(decided),
      decision: decided === undefined ? null : story.decision,
      timeliness: decided === undefined ? null : story.timeliness,
      returned_at: instant(returned),
    };
  });
  const by = (columns: readonly string[]) => (a: Row, b: Row) => {
    const [left, right] = [a, b].map((row) => columns.map((column) => row[column]).join(' '));
    return (left ?? '') < (right ?? '') ? -1 : 1;
  };
  return {
    dossiers: dossiers.sort(by(['dossier_id'])),
    days: [...days.values()].sort(by(['agency_code', 'day', 'procedure_code'])),
  };
}
