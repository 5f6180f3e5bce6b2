import { Timeliness } from '@motcua/contracts/dossier/v1/events';

/** Timeliness as events name it. */
export const timelinessOf = {
  early: Timeliness.TIMELINESS_EARLY,
  onTime: Timeliness.TIMELINESS_ON_TIME,
  overdue: Timeliness.TIMELINESS_OVERDUE,
} as const;
