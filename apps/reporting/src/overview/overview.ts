import { z } from 'zod';
import { Text } from '../pack-part.js';

export const OverviewInput = z
  .strictObject({
    /** Code of one agency of the caller's; without it all of them. */
    agency: z.string().min(1).max(80).exactOptional(),
    /** First and last civil day in Vietnam of what counts as received and as done; what is in process is so now. */
    from: z.iso.date().exactOptional(),
    to: z.iso.date().exactOptional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'] });
export type OverviewInput = z.infer<typeof OverviewInput>;

const Count = z.number().int().min(0);

/**
 * Numbers of dossiers. `inProcess` = `inProcessOnTime` + `inProcessOverdue`, `dueSoon` is a part of `inProcessOnTime`;
 * `done` = `doneEarly` + `doneOnTime` + `doneOverdue`.
 * @source Thông tư 01/2020/TT-VPCP, Form II.06a/VPCP/KSTT
 */
const figures = {
  received: Count,
  inProcess: Count,
  inProcessOnTime: Count,
  inProcessOverdue: Count,
  done: Count,
  doneEarly: Count,
  doneOnTime: Count,
  doneOverdue: Count,
  dueSoon: Count,
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
