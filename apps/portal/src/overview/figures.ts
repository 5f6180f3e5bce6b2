import type { CountedFigure } from '../api/types.js';

/** The figures that are so now; the others count what happened in the period. */
const standing: readonly CountedFigure[] = [
  'inProcess',
  'inProcessOnTime',
  'dueSoon',
  'inProcessOverdue',
  'inProcessPaused',
];

/** All figures that have a list. */
export const countedFigures = [
  ...standing,
  'received',
  'reopened',
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
] as const satisfies readonly CountedFigure[];

export function isStanding(figure: CountedFigure): boolean {
  return standing.includes(figure);
}

/** What the overview and its lists are narrowed to; all of it is in the URL. */
export interface FigureScope {
  readonly days?: number;
  readonly agency?: string;
  readonly procedure?: string;
}
