import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import { nextAfter, readAfter } from './page-by-number.js';
import type { PortalArrivalList, PortalQueueQuery } from './portal.schemas.js';
import type { Refusal } from './refusal.js';

interface Row {
  readonly number: string;
  readonly state: 'waiting' | 'refused';
  readonly procedure_code: string | null;
  readonly competent_agency_code: string | null;
  readonly received_at: Date;
  readonly arrived_at: Date;
  readonly refusal: Refusal | null;
  readonly attempts: number;
  readonly next_attempt_at: Date;
  readonly fault: string | null;
}

/**
 * What the portal handed over and is no dossier yet, with the reason. Codes and faults alone: whose it is stays sealed. Everybody who
 * oversees sees all of it, as the agency may be the very thing that is wrong.
 */
export class PortalArrivals {
  constructor(private readonly ground: DossierGround) {}

  /** Newest first. */
  async find({ limit, after, state }: PortalQueueQuery): Promise<PortalArrivalList> {
    const [at, number] = readAfter(after) ?? [];
    const rows = await this.ground.queries.read<Row>(
      `select number, state, procedure_code, competent_agency_code, received_at, arrived_at, refusal, attempts, next_attempt_at, fault
         from portal_arrival where state <> 'takenIn' and state = $1 and ($2::timestamptz is null or (received_at, number) < ($2, $3::text))
        order by received_at desc, number desc limit $4`,
      [state, at ?? null, number ?? null, limit + 1],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => ({
        number: row.number,
        state: row.state,
        ...(row.procedure_code !== null && { procedureCode: row.procedure_code }),
        ...(row.competent_agency_code !== null && { competentAgencyCode: row.competent_agency_code }),
        receivedAt: row.received_at.toISOString(),
        arrivedAt: row.arrived_at.toISOString(),
        ...(row.refusal && { refusal: { ...row.refusal, faults: [...row.refusal.faults] } }),
        attempts: row.attempts,
        ...(row.state === 'waiting' && { nextAttemptAt: row.next_attempt_at.toISOString() }),
        ...(row.fault !== null && { fault: row.fault }),
      })),
      ...(last && rows.length > limit && { next: nextAfter(last.received_at, last.number) }),
    };
  }

  /**
   * Tries to take one in again, once what was wrong is mended: the pack, the configuration, or the file at the portal.
   * @throws NotFound (404) nothing of this number waits
   */
  async retry(caller: Caller, number: string): Promise<void> {
    const now = this.ground.clock.now();
    await this.ground.commands.run(caller, now, async (tx) => {
      const freed = await tx.query(
        `update portal_arrival set state = 'waiting', refusal = null, refused_at = null, attempts = 0, next_attempt_at = $2
          where number = $1 and state <> 'takenIn' returning number`,
        [number, now],
      );
      if (freed.length === 0) throw new NotFound();
      return {};
    });
  }
}
