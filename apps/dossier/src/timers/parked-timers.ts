import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound, type Language } from '@motcua/service-kit/errors';
import { gauge } from '@motcua/service-kit/health';
import type { DossierGround } from '../dossier-ground.js';
import { readKeptReason } from '../process/told-reason.js';

export const ParkedTimersQuery = z.strictObject({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type ParkedTimersQuery = z.infer<typeof ParkedTimersQuery>;

export const ParkedTimerList = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        dossierId: z.uuid(),
        /** By which people know the dossier. */
        code: z.string().optional(),
        trackingNumber: z.string(),
        procedureCode: z.string(),
        kind: z.string(),
        elementId: z.string().optional(),
        /** When it was to fire. */
        fireAt: z.iso.datetime(),
        parkedAt: z.iso.datetime(),
        /** Why the last attempt failed. */
        reason: z.string(),
      }),
    ),
    next: z.uuid().optional(),
  })
  .meta({ id: 'ParkedTimerList' });
export type ParkedTimerList = z.infer<typeof ParkedTimerList>;

interface ParkedRow {
  readonly id: string;
  readonly dossier_id: string;
  readonly code: string | null;
  readonly tracking_number: string;
  readonly procedure_code: string;
  readonly kind: string;
  readonly element_id: string | null;
  readonly fire_at: Date;
  readonly parked_at: Date;
  readonly fault: string | null;
}

const isParked = `t.state = 'waiting' and t.parked_at is not null`;

/** Timers whose effect failed again and again: they wait until somebody has mended the cause and lets them fire. */
export class ParkedTimers {
  constructor(private readonly ground: Pick<DossierGround, 'commands' | 'queries' | 'clock'>) {}

  /** By id, which is the order in which they were set. */
  async list({ language }: Pick<Caller, 'language'>, { after, limit }: ParkedTimersQuery): Promise<ParkedTimerList> {
    const rows = await this.ground.queries.read<ParkedRow>(
      `select t.id, t.dossier_id, d.code, d.tracking_number, d.procedure_code,
              t.kind, t.element_id, t.fire_at, t.parked_at, t.fault
         from timer t join dossier d on d.id = t.dossier_id
        where ${isParked} and t.id > coalesce($1::uuid, '00000000-0000-0000-0000-000000000000') order by t.id limit $2`,
      [after ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => viewOf(row, language)),
      ...(rows.length > limit && last && { next: last.id }),
    };
  }

  /**
   * Lets one fire again, with as many attempts as a new one.
   * @throws NotFound (404) no such timer is parked
   */
  async retry(caller: Caller, id: string): Promise<void> {
    await this.ground.commands.run(caller, this.ground.clock.now(), async (tx) => {
      const freed = await tx.query(
        `update timer t set parked_at = null, retry_at = null, attempts = 0 where id = $1 and ${isParked} returning id`,
        [id],
      );
      if (freed.length === 0) throw new NotFound();
      return {};
    });
  }
}

function viewOf(row: ParkedRow, language: Language): ParkedTimerList['items'][number] {
  return {
    id: row.id,
    dossierId: row.dossier_id,
    ...(row.code !== null && { code: row.code }),
    trackingNumber: row.tracking_number,
    procedureCode: row.procedure_code,
    kind: row.kind,
    ...(row.element_id !== null && { elementId: row.element_id }),
    fireAt: row.fire_at.toISOString(),
    parkedAt: row.parked_at.toISOString(),
    reason: row.fault === null ? '' : readKeptReason(row.fault)[language],
  };
}

/** What Prometheus asks: whether timers fire when they should, and which cannot. */
export function watchTimers({ queries, clock }: Pick<DossierGround, 'queries' | 'clock'>): void {
  gauge('motcua_timer_age_seconds', 'How long the oldest due timer has not fired.', 'dossier', async () => {
    const [row] = await queries.read<{ due_at: Date }>(
      `select greatest(fire_at, retry_at) as due_at from timer where state = 'waiting' and parked_at is null
        order by greatest(fire_at, retry_at), id limit 1`,
    );
    return row ? Math.max(0, (clock.now().getTime() - row.due_at.getTime()) / 1_000) : 0;
  });
  gauge('motcua_parked_timers', 'Timers whose effect failed and that wait for an operator.', 'dossier', async () => {
    const [row] = await queries.read<{ count: number }>(
      `select count(*)::integer as count from timer t where ${isParked}`,
    );
    return row?.count ?? 0;
  });
}
