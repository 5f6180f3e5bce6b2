import type { Bilingual } from './calendar-definition.js';
import type { Calendar } from './calendar.js';
import { countedLimit, due } from './due.js';
import type { Limit } from './limit.js';
import { measure } from './measure.js';

/**
 * Why a clock may stand still; several grounds may hold at once, and count once.
 * `supplement`: the applicant is asked for papers; `financialObligation`: between the tax office and the proof of payment.
 */
export type PauseGround =
  | 'supplement'
  | 'financialObligation'
  | 'feePending'
  | 'consultation'
  | 'fieldCheck'
  | 'publicPosting'
  | 'applicantChoice'
  | 'outage'
  | 'forceMajeure';

/** `resume` runs on with what was left, `restart` begins anew with the whole limit. */
export type ResumeRule = 'resume' | 'restart';

/** One thing that happened to a clock. Instants are ISO 8601 text, `by` is the id of who did it, `dueAt` what it came to. */
export type ClockEntry =
  | { readonly type: 'started'; readonly at: string; readonly dueAt: string }
  | { readonly type: 'paused'; readonly at: string; readonly ground: PauseGround; readonly by?: string }
  | {
      readonly type: 'resumed';
      readonly at: string;
      readonly ground: PauseGround;
      readonly rule: ResumeRule;
      /** As before while another ground still holds the clock. */
      readonly dueAt: string;
      readonly by?: string;
    }
  | {
      readonly type: 'extended';
      readonly at: string;
      readonly extension: Limit;
      readonly dueAt: string;
      readonly by?: string;
    }
  | {
      readonly type: 'lengthened';
      readonly at: string;
      readonly more: Limit;
      /** The element of the drawing for which the law gives more. */
      readonly elementId: string;
      readonly dueAt: string;
      readonly reason: Bilingual;
      readonly legalBasis: string;
    }
  | {
      readonly type: 'recomputed';
      readonly at: string;
      readonly was: string;
      readonly dueAt: string;
      readonly reason: Bilingual;
      readonly legalBasis?: string;
    }
  | { readonly type: 'stopped'; readonly at: string };

/** The history of a clock: plain data that survives JSON. Replayed on one calendar it always comes to the same due date. */
export interface ClockLedger {
  readonly limit: Limit;
  readonly entries: readonly ClockEntry[];
}

/** What cannot happen to a clock as it stands; the clock is as it was. */
export class ClockMisused extends Error {
  override readonly name = 'ClockMisused';

  constructor(readonly code: 'stopped' | 'alreadyPaused' | 'notPaused' | 'paused') {
    super(`the clock is ${code === 'alreadyPaused' ? 'paused on this ground already' : code}`);
  }
}

/** How a clock stands. */
export interface ClockState {
  readonly state: 'running' | 'paused' | 'stopped';
  readonly startedAt: Date;
  readonly dueAt: Date;
  /** Without extensions: what overdue is measured by where the rule says so. */
  readonly originalDueAt: Date;
  readonly openGrounds: readonly PauseGround[];
  readonly extensions: number;
}

/** A stretch of counting: from `start` these limits follow one another, each from where the one before ends. */
interface Stretch {
  readonly start: Date;
  readonly limits: readonly Limit[];
}

/** @throws OutOfRange for a limit or start that no calendar can hold */
export function startClock(calendar: Calendar, at: Date, limit: Limit): ClockLedger {
  const { dueAt } = due(calendar, at, limit);
  return { limit, entries: [{ type: 'started', at: at.toISOString(), dueAt: dueAt.toISOString() }] };
}

/**
 * The clock stands still from now on. In day units the day on which a pause begins is the agency's.
 * @throws ClockMisused
 */
export function pauseClock(ledger: ClockLedger, at: Date, ground: PauseGround, by?: string): ClockLedger {
  const { state, openGrounds } = clockState(ledger);
  if (state === 'stopped') throw new ClockMisused('stopped');
  if (openGrounds.includes(ground)) throw new ClockMisused('alreadyPaused');
  return withEntry(ledger, { type: 'paused', at: at.toISOString(), ground, ...(by !== undefined && { by }) });
}

/**
 * A ground ends; the clock runs again when it was the last. In day units the day on which a pause ends is the applicant's. A pause that
 * began after the due date does not undo the delay.
 * @throws ClockMisused
 */
export function resumeClock(
  calendar: Calendar,
  ledger: ClockLedger,
  at: Date,
  ground: PauseGround,
  rule: ResumeRule = 'resume',
  by?: string,
): ClockLedger {
  const { state, openGrounds, dueAt } = clockState(ledger);
  if (state === 'stopped') throw new ClockMisused('stopped');
  if (!openGrounds.includes(ground)) throw new ClockMisused('notPaused');
  const entry = { type: 'resumed', at: at.toISOString(), ground, rule, ...(by !== undefined && { by }) } as const;
  const resumed = withEntry(ledger, { ...entry, dueAt: dueAt.toISOString() });
  return withEntry(ledger, { ...entry, dueAt: computeDue(calendar, resumed).toISOString() });
}

/**
 * More time, counted from the due date on.
 * @source Nghị định 61/2018/NĐ-CP, Điều 19
 * @throws ClockMisused also while it is paused: how much is left shows when it runs again
 */
export function extendClock(
  calendar: Calendar,
  ledger: ClockLedger,
  at: Date,
  extension: Limit,
  by?: string,
): ClockLedger {
  const { state, dueAt } = clockState(ledger);
  if (state !== 'running') throw new ClockMisused(state);
  const entry = { type: 'extended', at: at.toISOString(), extension, ...(by !== undefined && { by }) } as const;
  return withEntry(ledger, { ...entry, dueAt: due(calendar, dueAt, extension).dueAt.toISOString() });
}

/** Why the law itself gives more time for a step. */
export type Lengthening = Pick<
  Extract<ClockEntry, { type: 'lengthened' }>,
  'more' | 'elementId' | 'reason' | 'legalBasis'
>;

/**
 * The limit that the law sets where a step turns out to be needed: it is no extension, nobody has to apologise for it, and what is overdue
 * is measured by it. While the clock stands still, how much is left shows when it runs again.
 * @throws ClockMisused
 */
export function lengthenClock(
  calendar: Calendar,
  ledger: ClockLedger,
  at: Date,
  { more, elementId, reason, legalBasis }: Lengthening,
): ClockLedger {
  const { state, dueAt } = clockState(ledger);
  if (state === 'stopped') throw new ClockMisused('stopped');
  const entry = { type: 'lengthened', at: at.toISOString(), more, elementId, reason, legalBasis } as const;
  return withEntry(ledger, { ...entry, dueAt: due(calendar, dueAt, more).dueAt.toISOString() });
}

/**
 * The due date on a calendar that has changed since: a closure or a holiday announced afterwards. Nothing when it stays.
 * A stopped clock stays as it is, and a paused one is recomputed when it runs again.
 */
export function recomputeClock(
  calendar: Calendar,
  ledger: ClockLedger,
  at: Date,
  reason: Bilingual,
  legalBasis?: string,
): ClockLedger | undefined {
  const { state, dueAt } = clockState(ledger);
  if (state !== 'running') return undefined;
  const anew = computeDue(calendar, ledger);
  if (anew.getTime() === dueAt.getTime()) return undefined;
  return withEntry(ledger, {
    type: 'recomputed',
    at: at.toISOString(),
    was: dueAt.toISOString(),
    dueAt: anew.toISOString(),
    reason,
    ...(legalBasis !== undefined && { legalBasis }),
  });
}

/** @throws ClockMisused */
export function stopClock(ledger: ClockLedger, at: Date): ClockLedger {
  if (clockState(ledger).state === 'stopped') throw new ClockMisused('stopped');
  return withEntry(ledger, { type: 'stopped', at: at.toISOString() });
}

/** How a clock stands, from its history alone. */
export function clockState({ entries }: ClockLedger): ClockState {
  const [first] = entries;
  if (first?.type !== 'started') throw new Error('a clock begins with its start');
  let dueAt = first.dueAt;
  let originalDueAt = first.dueAt;
  let isStopped = false;
  let extensions = 0;
  const openGrounds = new Set<PauseGround>();
  for (const entry of entries) {
    if (entry.type === 'paused') openGrounds.add(entry.ground);
    if (entry.type === 'resumed') openGrounds.delete(entry.ground);
    if (entry.type === 'stopped') isStopped = true;
    if (entry.type === 'extended') extensions += 1;
    if ('dueAt' in entry) {
      dueAt = entry.dueAt;
      if (extensions === 0) originalDueAt = entry.dueAt;
    }
  }
  return {
    state: isStopped ? 'stopped' : openGrounds.size > 0 ? 'paused' : 'running',
    startedAt: new Date(first.at),
    dueAt: new Date(dueAt),
    originalDueAt: new Date(originalDueAt),
    openGrounds: [...openGrounds],
    extensions,
  };
}

/** The due date that the history comes to on a calendar; while the clock stands still, the one before the pause. */
export function computeDue(calendar: Calendar, ledger: ClockLedger): Date {
  return endOf(calendar, lastStretch(calendar, ledger));
}

/** The stretches of counting that a history is made of, each up to the pause that ended it; the last still runs or ran out. */
export function stretchesOf(
  calendar: Calendar,
  { limit, entries }: ClockLedger,
): { readonly stretch: Stretch; readonly pausedAt?: Date; readonly resumedAt?: Date }[] {
  const stretches: { stretch: Stretch; pausedAt?: Date; resumedAt?: Date }[] = [];
  let current: Stretch = { start: new Date(entries[0]?.at ?? ''), limits: [limit] };
  let extended: Limit[] = [limit];
  let pausedAt: Date | undefined;
  const grounds = new Set<PauseGround>();
  for (const entry of entries) {
    const at = new Date(entry.at);
    if (entry.type === 'extended' || entry.type === 'lengthened') {
      const more = entry.type === 'extended' ? entry.extension : entry.more;
      current = { ...current, limits: [...current.limits, more] };
      extended = [...extended, more];
    }
    if (entry.type === 'paused') {
      if (grounds.size === 0) pausedAt = at;
      grounds.add(entry.ground);
    }
    if (entry.type === 'resumed') {
      grounds.delete(entry.ground);
      if (grounds.size > 0 || !pausedAt) continue;
      if (pausedAt <= endOf(calendar, current)) {
        stretches.push({ stretch: current, pausedAt, resumedAt: at });
        current = { start: at, limits: entry.rule === 'restart' ? extended : leftOf(calendar, current, pausedAt) };
      }
      pausedAt = undefined;
    }
  }
  return [...stretches, { stretch: current, ...(pausedAt && { pausedAt }) }];
}

function lastStretch(calendar: Calendar, ledger: ClockLedger): Stretch {
  const last = stretchesOf(calendar, ledger).at(-1);
  if (!last) throw new Error('a clock begins with its start');
  return last.stretch;
}

function endOf(calendar: Calendar, { start, limits }: Stretch): Date {
  return limits.reduce((from, limit) => due(calendar, from, limit).dueAt, start);
}

/** What of the limits is left at an instant that is not after their end: the rest of the one that runs, and those to come. */
function leftOf(calendar: Calendar, { start, limits }: Stretch, at: Date): Limit[] {
  let from = start;
  for (const [index, limit] of limits.entries()) {
    const end = due(calendar, from, limit).dueAt;
    if (at <= end) return [restOf(calendar, from, limit, at), ...limits.slice(index + 1)];
    from = end;
  }
  return [];
}

function restOf(calendar: Calendar, from: Date, limit: Limit, at: Date): Limit {
  if (limit.unit === 'sameDay') return limit;
  const counted = countedLimit(calendar, from, limit);
  return { ...counted, n: Math.max(0, counted.n - measure(calendar, from, at, counted.unit)) };
}

function withEntry(ledger: ClockLedger, entry: ClockEntry): ClockLedger {
  return { ...ledger, entries: [...ledger.entries, entry] };
}
