import type { DataSource } from 'typeorm';
import { at, day, type DossierStory, type Turn } from './dossier-history.fixture.js';

type Row = Readonly<Record<string, string | number | boolean | null>>;

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
  await rows.query('truncate dossier_event, dossier_report, daily_count, inbox, parked_event');
}

const timed = (story: DossierStory) =>
  story.turns.map((turn, index) => ({ turn, minutes: story.minutes[index + 1] ?? 0 }));

const ends = ['decide', 'reject', 'withdraw', 'stop', 'lapse'];

/** What the stories come to, told without events. */
export function expectedProjection(stories: readonly DossierStory[]): Projection {
  const dossiers = stories.map(expectedDossier);
  const by = (columns: readonly string[]) => (a: Row, b: Row) => {
    const [left, right] = [a, b].map((row) => columns.map((column) => row[column]).join(' '));
    return (left ?? '') < (right ?? '') ? -1 : 1;
  };
  return {
    dossiers: dossiers.sort(by(['dossier_id'])),
    days: expectedDays(stories).sort(by(['agency_code', 'day', 'procedure_code'])),
  };
}

function expectedDossier(story: DossierStory): Row {
  const turns = timed(story);
  const instant = (minutes: number | undefined) =>
    minutes === undefined ? null : at(minutes).toISOString().replace('.000Z', '+00:00');
  const of = (...types: Turn['type'][]) => turns.filter(({ turn }) => types.includes(turn.type));
  const count = (...types: Turn['type'][]) => of(...types).length;
  const sum = (type: Turn['type']) =>
    of(type).reduce((total, { turn }) => total + ('amountVnd' in turn ? turn.amountVnd : 0), 0);
  const accepted = of('accept').at(0);
  const since = turns.slice(turns.findLastIndex(({ turn }) => turn.type === 'reopen') + 1);
  const end = since.find(({ turn }) => ends.includes(turn.type));
  const decided = end?.turn.type === 'decide' ? end : undefined;
  const pauses = of('pause').map((pause) => ({
    from: pause.minutes,
    to: turns.slice(turns.indexOf(pause) + 1).find(({ turn }) => turn.type === 'resume' || ends.includes(turn.type))
      ?.minutes,
  }));
  const rating = of('rate').at(-1)?.turn;
  const { due, original } = promised(story);
  const assessed = of('assess').at(-1)?.turn;
  return {
    dossier_id: story.dossierId,
    procedure_code: story.procedureCode,
    competent_agency_code: story.agencyCode,
    intake_agency_code: 'trung-tam',
    channel: story.channel,
    code: turns.length > 0 ? `H-${story.dossierId}` : null,
    tracking_number: 'MC',
    parent_id: null,
    submitted_at: instant(story.minutes[0]),
    field_code: accepted ? 'ho-tich' : null,
    accepted_at: instant(accepted?.minutes),
    due_at: accepted ? instant(due) : null,
    original_due_at: accepted ? instant(original) : null,
    paused_at: instant(pauses.find(({ to }) => to === undefined)?.from),
    paused_seconds: pauses.reduce((total, { from, to }) => total + (to === undefined ? 0 : (to - from) * 60), 0),
    decided_at: instant(decided?.minutes),
    decision: decided?.turn.type === 'decide' ? decided.turn.decision : null,
    ended_at: instant(end?.minutes),
    ended_as: endedAs(end?.turn),
    timeliness: timelinessOf(end?.turn) ?? null,
    returned_at: instant(since.find(({ turn }) => turn.type === 'return')?.minutes),
    reopened: count('reopen'),
    extended: count('extend'),
    moved: count('recompute'),
    supplements: count('supplement'),
    supplements_over_limit: of('supplement').filter(({ turn }) => 'overLimit' in turn && turn.overLimit).length,
    consulted: count('consult'),
    opinions: count('opinion'),
    silences: count('silence'),
    corrected: 0,
    rating_points: rating?.type === 'rate' ? rating.points : null,
    rating_of: rating ? 18 : null,
    satisfied: rating?.type === 'rate' ? rating.points > 9 : null,
    fee_assessed_vnd: assessed && 'amountVnd' in assessed ? assessed.amountVnd : null,
    fee_paid_vnd: sum('pay'),
    fee_refunded_vnd: sum('refund'),
  };
}

function promised({ dueMinutes, turns }: DossierStory): { due: number; original: number } {
  let [due, original] = [dueMinutes, dueMinutes];
  for (const { type } of turns) {
    if (type === 'reopen') due = original = due + 9 * day;
    if (type === 'resume' || type === 'recompute') [due, original] = [due + day, original + day];
    if (type === 'extend') due += day;
  }
  return { due, original };
}

function endedAs(turn: Turn | undefined): string | null {
  switch (turn?.type) {
    case 'decide':
      return turn.decision;
    case 'reject':
      return 'rejected';
    case 'withdraw':
      return 'withdrawn';
    case 'stop':
      return 'stopped';
    case 'lapse':
      return 'lapsed';
    default:
      return null;
  }
}

export function timelinessOf(turn: Turn | undefined): 'early' | 'onTime' | 'overdue' | undefined {
  if (turn?.type === 'lapse') return 'onTime';
  return turn && 'timeliness' in turn ? turn.timeliness : undefined;
}

/** Which columns of its day each turn adds to, and how much. */
export function countedBy(turn: Turn): Readonly<Record<string, number>> {
  const timeliness = timelinessOf(turn);
  const done = timeliness && { early: 'done_early', onTime: 'done_on_time', overdue: 'done_overdue' }[timeliness];
  const ended = done ? { [done]: 1 } : {};
  switch (turn.type) {
    case 'accept':
      return { received: 1 };
    case 'reopen':
      return { reopened: 1 };
    case 'decide':
      return turn.decision === 'refused' ? { ...ended, declined: 1 } : ended;
    case 'reject':
      return { declined: 1 };
    case 'withdraw':
      return { ...ended, withdrawn: 1 };
    case 'stop':
    case 'lapse':
      return { ...ended, stopped: 1 };
    case 'extend':
      return { extended: 1 };
    case 'supplement':
      return { supplements: 1, supplements_over_limit: Number(turn.overLimit) };
    case 'consult':
      return { consulted: 1 };
    case 'opinion':
      return { opinions: 1 };
    case 'silence':
      return { silences: 1 };
    case 'rate':
      return { ratings: 1, satisfied: Number(turn.points > 9), rating_points: turn.points, rating_of: 18 };
    case 'assess':
      return { fee_assessed_vnd: turn.amountVnd };
    case 'pay':
      return { fee_paid_vnd: turn.amountVnd };
    case 'refund':
      return { fee_refunded_vnd: turn.amountVnd };
    default:
      return {};
  }
}

const noCounts = {
  received: 0,
  reopened: 0,
  done_early: 0,
  done_on_time: 0,
  done_overdue: 0,
  declined: 0,
  withdrawn: 0,
  stopped: 0,
  extended: 0,
  corrected: 0,
  supplements: 0,
  supplements_over_limit: 0,
  consulted: 0,
  opinions: 0,
  silences: 0,
  ratings: 0,
  satisfied: 0,
  rating_points: 0,
  rating_of: 0,
  fee_assessed_vnd: 0,
  fee_paid_vnd: 0,
  fee_refunded_vnd: 0,
  taken_over: 0,
  handed_over: 0,
};

function expectedDays(stories: readonly DossierStory[]): Row[] {
  const days = new Map<string, Record<string, string | number>>();
  for (const story of stories) {
    for (const { turn, minutes } of timed(story)) {
      const counts = countedBy(turn);
      if (Object.keys(counts).length === 0) continue;
      const named = {
        agency_code: 'agencyCode' in turn ? turn.agencyCode : story.agencyCode,
        day: new Date(at(minutes).getTime() + 7 * 3_600_000).toISOString().slice(0, 10),
        procedure_code: story.procedureCode,
      };
      const key = Object.values(named).join(' ');
      const row = days.get(key) ?? { ...named, ...noCounts };
      for (const [column, more] of Object.entries(counts)) row[column] = Number(row[column]) + more;
      days.set(key, row);
    }
  }
  return [...days.values()];
}
