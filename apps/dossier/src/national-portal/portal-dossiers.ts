import type { Caller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import { cursorOf, readCursor } from '../dossier/dossier-view.js';
import type { DossierGround } from '../dossier-ground.js';
import { codeKeyOf, readTrackingNumber } from '../tracking/tracking-number.js';
import type {
  PortalDossier,
  PortalDossierList,
  PortalDossiersQuery,
  PortalFilter,
  PortalSummary,
  Resent,
} from './portal.schemas.js';
import type { NationalPortalConfig } from './settings.js';

interface Row {
  readonly dossier_id: string;
  readonly number: string;
  readonly tracking_number: string;
  readonly code: string | null;
  readonly procedure_code: string;
  readonly procedure_version: number;
  readonly pack_hash: string;
  readonly competent_agency_code: string;
  readonly received_at: Date;
  readonly arrived_at: Date;
  readonly our_state: number;
  readonly our_state_at: Date;
  readonly their_state: string | null;
  readonly their_number: number | null;
  readonly told_at: Date | null;
  readonly waiting: number;
  readonly waiting_since: Date | null;
  readonly is_differing: boolean;
  readonly is_lagging: boolean;
  readonly attempts: number;
  readonly next_attempt_at: Date;
  readonly fault: string | null;
  readonly fault_at: Date | null;
  readonly refused_at: Date | null;
}

interface SummaryRow {
  readonly reached_at: Date | null;
  readonly away_since: Date | null;
  readonly fault: string | null;
  readonly compared_at: Date | null;
  readonly dossiers: number;
  readonly differing: number;
  readonly lagging: number;
  readonly refused: number;
  readonly arrivals_waiting: number;
  readonly arrivals_refused: number;
  readonly follow_ups_waiting: number;
  readonly follow_ups_refused: number;
}

/** What citizens asked for and did not get is counted for so long; the list goes further back. */
const followUpDays = 30;

/** Before when a waiting state lags, and the agencies whose dossiers the caller oversees. */
const [laggingBefore, agencies] = ['$1::timestamptz', '$2::text[]'];
const inScope = `(d.competent_agency_code = any (${agencies}) or d.intake_agency_code = any (${agencies}))`;
const isDiffering = 'p.is_differing';
const isLagging = `(p.waiting_since is not null and p.waiting_since < ${laggingBefore})`;
const conditions = {
  differing: isDiffering,
  lagging: isLagging,
  refused: 'p.refused_at is not null',
} as const satisfies Record<PortalFilter, string>;

/** What we and the portal hold of each dossier that came through it, side by side, for those who oversee it; and sending again. */
export class PortalDossiers {
  constructor(
    private readonly ground: DossierGround,
    private readonly config: NationalPortalConfig,
  ) {}

  /** Newest first. */
  async find(caller: Caller, query: PortalDossiersQuery): Promise<PortalDossierList> {
    const after = readCursor(query.after);
    const { queries, packs, clock } = this.ground;
    const rows = await queries.read<Row>(
      `select p.dossier_id, p.number, d.tracking_number, d.code, d.procedure_code, d.procedure_version, d.pack_hash, d.competent_agency_code,
              p.received_at, p.arrived_at, p.our_state, p.our_state_at, p.their_state, p.their_number, p.told_at, p.last_sequence - p.acknowledged_sequence as waiting,
              p.waiting_since, p.attempts, p.next_attempt_at, p.fault, p.fault_at, p.refused_at, p.is_differing, ${isLagging} as is_lagging
         from portal_dossier p join dossier d on d.id = p.dossier_id
        where ${inScope} and ${query.filter ? conditions[query.filter] : 'true'}
          and ($3::timestamptz is null or (p.received_at, p.dossier_id) < ($3, $4::uuid))
          and ($5::text is null or p.number = $5 or d.tracking_number = $6 or d.code_key = $7)
        order by p.received_at desc, p.dossier_id desc limit $8`,
      [
        ...this.values(caller),
        after?.at ?? null,
        after?.id ?? null,
        query.q || null,
        query.q ? (readTrackingNumber(query.q) ?? '') : null,
        query.q ? codeKeyOf(query.q) : null,
        query.limit + 1,
      ],
    );
    const page = rows.slice(0, query.limit);
    const now = clock.now();
    const items = await Promise.all(
      page.map(async (row): Promise<PortalDossier> => {
        const rules = await packs.get(queries, row.pack_hash);
        const { definition } = rules.getProcedure(row.procedure_code, row.procedure_version);
        return {
          dossierId: row.dossier_id,
          number: row.number,
          trackingNumber: row.tracking_number,
          ...(row.code !== null && { code: row.code }),
          procedure: { code: row.procedure_code, name: definition.name },
          competentAgency: {
            code: row.competent_agency_code,
            name: rules.agencyName(row.competent_agency_code, row.received_at),
          },
          receivedAt: row.received_at.toISOString(),
          arrivedAt: row.arrived_at.toISOString(),
          ourState: row.our_state,
          ourStateAt: row.our_state_at.toISOString(),
          ...(row.their_state !== null &&
            row.told_at && {
              theirs: {
                code: row.their_state,
                ...(row.their_number !== null && { state: row.their_number }),
                saidAt: row.told_at.toISOString(),
              },
            }),
          waiting: row.waiting,
          ...(row.waiting_since && {
            waitingSince: row.waiting_since.toISOString(),
            lagSeconds: Math.max(0, Math.round((now.getTime() - row.waiting_since.getTime()) / 1_000)),
          }),
          isDiffering: row.is_differing,
          isLagging: row.is_lagging,
          isRefused: row.refused_at !== null,
          attempts: row.attempts,
          ...(row.waiting_since && !row.refused_at && { nextAttemptAt: row.next_attempt_at.toISOString() }),
          ...(row.fault !== null && row.fault_at && { fault: { at: row.fault_at.toISOString(), words: row.fault } }),
        };
      }),
    );
    const last = page.at(-1);
    return { items, ...(last && rows.length > query.limit && { next: cursorOf(last.received_at, last.dossier_id) }) };
  }

  async summary(caller: Caller): Promise<PortalSummary> {
    const counted = (filter: PortalFilter) =>
      `(select count(*)::integer from portal_dossier p join dossier d on d.id = p.dossier_id where ${inScope} and ${conditions[filter]}) as ${filter}`;
    const followUps = (state: 'waiting' | 'refused') =>
      `(select count(*)::integer from portal_follow_up f left join portal_dossier p on p.number = f.dossier_number left join dossier d on d.id = p.dossier_id
         where f.state = '${state}' and f.arrived_at > $3::timestamptz and (d.id is null or ${inScope})) as follow_ups_${state}`;
    const arrivals = (state: 'waiting' | 'refused') =>
      `(select count(*)::integer from portal_arrival where state <> 'takenIn' and state = '${state}') as arrivals_${state}`;
    const [row] = await this.ground.queries.read<SummaryRow>(
      `select l.reached_at, l.away_since, l.fault, l.compared_at,
              (select coalesce(sum(d.dossiers), 0)::integer from portal_count d where ${inScope}) as dossiers,
              ${counted('differing')}, ${counted('lagging')}, ${counted('refused')},
              ${arrivals('waiting')}, ${arrivals('refused')}, ${followUps('waiting')}, ${followUps('refused')}
         from portal_link l`,
      [...this.values(caller), new Date(this.ground.clock.now().getTime() - followUpDays * 86_400_000)],
    );
    if (!row) throw new NotFound();
    return {
      isConnected: this.config.nationalPortalUrl !== undefined,
      ...(row.reached_at && { reachedAt: row.reached_at.toISOString() }),
      ...(row.away_since && { awaySince: row.away_since.toISOString() }),
      ...(row.fault !== null && { fault: row.fault }),
      ...(row.compared_at && { comparedAt: row.compared_at.toISOString() }),
      dossiers: row.dossiers,
      differing: row.differing,
      lagging: row.lagging,
      refused: row.refused,
      arrivalsWaiting: row.arrivals_waiting,
      arrivalsRefused: row.arrivals_refused,
      followUpsWaiting: row.follow_ups_waiting,
      followUpsRefused: row.follow_ups_refused,
    };
  }

  /**
   * Has one told again at once: from where the portal says that it stands, if it has less than it once confirmed.
   * @throws NotFound (404) for unknown and foreign ones alike
   */
  async resend(caller: Caller, dossierId: string): Promise<Resent> {
    return this.ground.commands.run(caller, this.ground.clock.now(), async (tx) => {
      const dossiers = await this.sendAgain(tx, caller, 'p.dossier_id = $3::uuid', [dossierId]);
      if (dossiers === 0) throw new NotFound();
      return { dossiers };
    });
  }

  /** The same of all that a filter finds. */
  async resendAll(caller: Caller, filter: PortalFilter): Promise<Resent> {
    return this.ground.commands.run(caller, this.ground.clock.now(), async (tx) => ({
      dossiers: await this.sendAgain(tx, caller, conditions[filter], []),
    }));
  }

  /** The last state is sent again where nothing waits and the portal says something else. */
  private async sendAgain(tx: Tx, caller: Caller, condition: string, more: readonly unknown[]): Promise<number> {
    const at = `$${3 + more.length}::timestamptz`;
    // PostgreSQL wants each parameter to be named, also where no filter asks for it.
    const rows = await tx.query(
      `with chosen as materialized (
         select p.dossier_id,
                case when p.waiting_since is not null and p.their_sequence >= p.acknowledged_sequence then p.acknowledged_sequence
                     else least(p.acknowledged_sequence, coalesce(p.their_sequence, 0),
                                case when ${isDiffering} then p.last_sequence - 1 else p.last_sequence end) end as known
           from portal_dossier p join dossier d on d.id = p.dossier_id where ${inScope} and ${condition} and ${laggingBefore} is not null
          order by p.dossier_id for update of p)
       update portal_dossier p set acknowledged_sequence = greatest(0, c.known), refused_at = null, attempts = 0, next_attempt_at = ${at},
              waiting_since = (select s.at from portal_state s where s.dossier_id = p.dossier_id and s.sequence = greatest(0, c.known) + 1)
         from chosen c where c.dossier_id = p.dossier_id returning p.dossier_id`,
      [...this.values(caller), ...more, tx.at],
    );
    return rows.length;
  }

  private values(caller: Caller): readonly unknown[] {
    const laggingMs = this.config.nationalPortalLaggingMinutes * 60_000;
    return [new Date(this.ground.clock.now().getTime() - laggingMs), caller.agencyCodes];
  }
}
