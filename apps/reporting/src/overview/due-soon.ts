import { soonUntil } from '@motcua/working-time';
import { calendarOn, type ReportingPart } from '../pack-part.js';

/** Before which moment a dossier of a procedure is due to be due soon now, in working time; as JSON for the statements that compare. */
export function soonByProcedure(part: ReportingPart, now: Date, today: string): string {
  const codes = [...new Set(part.procedures.map(({ code }) => code))];
  return JSON.stringify(
    codes.flatMap((code) => {
      const calendar = calendarOn(part, code, today);
      return calendar ? [{ procedure_code: code, soon_until: soonUntil(calendar, now) }] : [];
    }),
  );
}

/** SQL of a row's `soon_until`, from `soonByProcedure` as a parameter. */
export function soonJoin(parameter: string): string {
  return `left join jsonb_to_recordset(${parameter}::jsonb) as s (procedure_code text, soon_until timestamptz) on s.procedure_code = d.procedure_code`;
}

/** SQL conditions of a row `d` in process, beside `soonJoin`; `now` is a parameter. Whoever waits for the applicant is where they were then. */
export function standing(now: string) {
  return {
    inProcessOnTime: `d.due_at >= coalesce(d.paused_at, ${now}::timestamptz)`,
    inProcessOverdue: `d.due_at < coalesce(d.paused_at, ${now}::timestamptz)`,
    dueSoon: `d.paused_at is null and d.due_at >= ${now}::timestamptz and d.due_at < s.soon_until`,
    inProcessPaused: `d.paused_at is not null`,
  } as const;
}
