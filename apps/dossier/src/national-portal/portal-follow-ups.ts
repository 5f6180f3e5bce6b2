import type { Caller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { nextAfter, readAfter } from './page-by-number.js';
import type { PortalFollowUpList, PortalQueueQuery } from './portal.schemas.js';
import type { Refusal } from './refusal.js';

interface Row {
  readonly number: string;
  readonly kind: 'supplement' | 'withdrawal' | null;
  readonly state: 'waiting' | 'refused';
  readonly dossier_number: string | null;
  readonly dossier_id: string | null;
  readonly code: string | null;
  readonly tracking_number: string | null;
  readonly given_at: Date;
  readonly arrived_at: Date;
  readonly settled_at: Date | null;
  readonly told_at: Date | null;
  readonly refusal: Refusal | null;
  readonly attempts: number;
  readonly next_attempt_at: Date;
  readonly fault: string | null;
}

/**
 * What citizens asked for at the portal and could not be done, or not yet, with the reason. Their words and papers are not shown. Those who
 * oversee see it for the dossiers of their agencies, and what names no dossier of ours.
 */
export class PortalFollowUps {
  constructor(private readonly ground: DossierGround) {}

  /** The last that came first. */
  async find(caller: Caller, { limit, after, state }: PortalQueueQuery): Promise<PortalFollowUpList> {
    const [at, number] = readAfter(after) ?? [];
    const rows = await this.ground.queries.read<Row>(
      `select f.number, f.kind, f.state, f.dossier_number, d.id as dossier_id, d.code, d.tracking_number, f.given_at, f.arrived_at, f.settled_at, f.told_at,
              f.refusal, f.attempts, f.next_attempt_at, f.fault
         from portal_follow_up f left join portal_dossier p on p.number = f.dossier_number left join dossier d on d.id = p.dossier_id
        where f.state <> 'taken' and f.state = $1 and ($2::timestamptz is null or (f.arrived_at, f.number) < ($2, $3::text))
          and (d.id is null or d.competent_agency_code = any ($5) or d.intake_agency_code = any ($5))
        order by f.arrived_at desc, f.number desc limit $4`,
      [state, at ?? null, number ?? null, limit + 1, caller.agencyCodes],
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((row) => ({
        number: row.number,
        ...(row.kind && { kind: row.kind }),
        state: row.state,
        ...(row.dossier_number !== null && { dossierNumber: row.dossier_number }),
        ...(row.dossier_id !== null && {
          dossier: { id: row.dossier_id, name: row.code ?? row.tracking_number ?? row.dossier_id },
        }),
        givenAt: row.given_at.toISOString(),
        arrivedAt: row.arrived_at.toISOString(),
        ...(row.refusal && { refusal: { ...row.refusal, faults: [...row.refusal.faults] } }),
        ...(row.settled_at && { settledAt: row.settled_at.toISOString() }),
        ...(row.told_at && { toldAt: row.told_at.toISOString() }),
        attempts: row.attempts,
        ...(row.state === 'waiting' && { nextAttemptAt: row.next_attempt_at.toISOString() }),
        ...(row.fault !== null && { fault: row.fault }),
      })),
      ...(last && rows.length > limit && { next: nextAfter(last.arrived_at, last.number) }),
    };
  }
}
