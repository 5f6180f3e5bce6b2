import { z } from 'zod';
import { Text } from '../pack-part.js';

const Period = {
  /** Code of one agency of the caller's; without it all of them. */
  agency: z.string().min(1).max(80).exactOptional(),
  /** First and last civil day in Vietnam of what happened; what is in process is so now. */
  from: z.iso.date().exactOptional(),
  to: z.iso.date().exactOptional(),
};

function inOrder({ from, to }: { from?: string; to?: string }): boolean {
  return from === undefined || to === undefined || from <= to;
}

export const OverviewInput = z.strictObject(Period).refine(inOrder, { path: ['to'] });
export type OverviewInput = z.infer<typeof OverviewInput>;

const Count = z.number().int().min(0);

/** The figures that count dossiers, or what happened to them; each has its list. */
export const countedFigures = [
  'received',
  'reopened',
  'inProcess',
  'inProcessOnTime',
  'dueSoon',
  'inProcessOverdue',
  'inProcessPaused',
  'done',
  'doneEarly',
  'doneOnTime',
  'doneOverdue',
  'declined',
  'withdrawn',
  'stopped',
  'extended',
  'corrected',
  'supplements',
  'supplementsOverLimit',
  'consulted',
  'opinions',
  'silences',
  'ratings',
  'satisfied',
] as const;
export type CountedFigure = (typeof countedFigures)[number];

/**
 * Over all time `received` + `reopened` = `done` + `inProcess`.
 * - `inProcess` = `inProcessOnTime` + `inProcessOverdue`. A clock that stands still is where it was when it was stopped; `dueSoon`, a part
 *   of `inProcessOnTime`, are those that run and have a working day or less.
 * - `done` = `doneEarly` + `doneOnTime` + `doneOverdue`: whatever ended an accepted dossier, a refusal, a withdrawal or a stop as well.
 * - `declined` are refusals, at the counter and of the decision; `stopped` those without a result, where nothing was supplemented too.
 *   They and `withdrawn` count what was never accepted as well.
 * - Opinions count to the name of whom they are asked of: `consulted`, and of these `opinions` and `silences`.
 * - Ratings are `ratingPoints` of at most `ratingOf`; there is none where `ratings` is 0.
 * @source Thông tư 01/2020/TT-VPCP, Form II.06a/VPCP/KSTT
 */
const figures = {
  ...(Object.fromEntries(countedFigures.map((name) => [name, Count])) as Record<CountedFigure, typeof Count>),
  ratingPoints: Count,
  ratingOf: Count,
  feeAssessedVnd: Count,
  feePaidVnd: Count,
  feeRefundedVnd: Count,
};
export const Figures = z.object(figures).meta({ id: 'Figures' });
export type Figures = z.infer<typeof Figures>;

const Named = z.object({ code: z.string(), name: Text });

export const Overview = z
  .object({
    /** The moment that what is in process was counted at. */
    asOf: z.iso.datetime(),
    agency: Named.exactOptional(),
    totals: Figures,
    byAgency: z.array(z.object({ agency: Named, ...figures }).meta({ id: 'AgencyFigures' })),
    byProcedure: z.array(z.object({ procedure: Named, ...figures }).meta({ id: 'ProcedureFigures' })),
    /** The last 30 days, today last. */
    daily: z.array(z.object({ date: z.iso.date(), received: Count, done: Count }).meta({ id: 'DailyFigures' })),
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;

/** `<moment>_<dossier>_<sequence>` of the last row of a page. */
const Cursor = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}_-?\d{1,9}$/);

export const FigureInput = z
  .strictObject({
    ...Period,
    figure: z.enum(countedFigures),
    procedure: z.string().min(1).max(40).exactOptional(),
    /** `next` of the page before. */
    after: Cursor.exactOptional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  })
  .refine(inOrder, { path: ['to'] });
export type FigureInput = z.infer<typeof FigureInput>;

const Instant = z.iso.datetime();

/** A dossier that a figure counts. It is there as often as it was counted: twice where it was asked for more twice. */
export const CountedDossier = z
  .object({
    dossierId: z.uuid(),
    code: z.string().exactOptional(),
    trackingNumber: z.string().exactOptional(),
    procedure: Named,
    agency: Named,
    /** When that happened for which it is counted; for what is in process its acceptance. */
    at: Instant,
    dueAt: Instant.exactOptional(),
    /** The promised moment without extensions, where there are any. */
    originalDueAt: Instant.exactOptional(),
    pausedAt: Instant.exactOptional(),
    endedAt: Instant.exactOptional(),
    endedAs: z.enum(['approved', 'refused', 'rejected', 'withdrawn', 'stopped', 'lapsed']).exactOptional(),
    timeliness: z.enum(['early', 'onTime', 'overdue']).exactOptional(),
  })
  .meta({ id: 'CountedDossier' });
export type CountedDossier = z.infer<typeof CountedDossier>;

export const FigureList = z
  .object({
    agency: Named.exactOptional(),
    procedure: Named.exactOptional(),
    items: z.array(CountedDossier),
    next: z.string().exactOptional(),
  })
  .meta({ id: 'FigureList' });
export type FigureList = z.infer<typeof FigureList>;
