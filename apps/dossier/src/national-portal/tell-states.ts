import { systemCaller } from '@motcua/service-kit/caller';
import type { Sealed } from '@motcua/service-kit/sealed';
import type { SupplementItem } from '../supplement/request-supplement.js';
import { PortalAway, PortalRefuses, type Standing, type ToldRequest } from './portal-client.js';
import { codesOf } from './portal-shape.js';
import { portalActor, retryAt, type PortalGround } from './portal-ground.js';
import { RunningWorks } from './running-works.js';

interface NextState {
  readonly dossier_id: string;
  readonly number: string;
  readonly attempts: number;
  readonly sequence: number;
  readonly event_id: string;
  readonly state: number;
  readonly at: Date;
  readonly due_at: Date | null;
  readonly code: string | null;
  readonly tracking_number: string;
  /** The request that is open with it. */
  readonly request: {
    readonly id: string;
    readonly lapses_at: string;
    readonly items: Sealed;
    readonly reason: Sealed;
    readonly fields: readonly string[];
  } | null;
}

const awayAtMostMs = 30_000;

/**
 * Tells the portal our states, of each dossier in order and the next only when the one before is confirmed; dossiers beside one another. One
 * that is slow holds its own place, and then waits longer each time. When nothing gets through to anybody, a single one tries for all.
 */
export class TellStates {
  readonly works: RunningWorks;
  private readonly codes: readonly string[];
  /** Dossiers that got no answer since somebody last got one. One slow dossier alone does not make the portal away. */
  private readonly unanswered = new Set<string>();
  private attemptsWhileAway = 0;
  private tryAgainAt = new Date(0);
  private codesAreKnown = false;

  constructor(private readonly ground: PortalGround) {
    this.works = new RunningWorks(ground.config.nationalPortalLanes);
    this.codes = codesOf(ground.shape);
  }

  /**
   * Begins what is due and has a place.
   * @returns whether more may be due already
   */
  async execute(): Promise<boolean> {
    const now = this.ground.clock.now();
    if (!this.codesAreKnown) await this.writeCodes(now);
    const { isAway } = this;
    if (isAway && (now < this.tryAgainAt || this.works.busy)) return false;
    const places = isAway ? 1 : this.works.free;
    if (places === 0) return true;
    const due = await this.ground.queries.read<{ dossier_id: string }>(
      `select dossier_id from portal_dossier
        where waiting_since is not null and refused_at is null and (next_attempt_at <= $1 or $4) and dossier_id <> all ($2::uuid[])
        order by next_attempt_at, dossier_id limit $3`,
      [now, this.works.keys, places, isAway],
    );
    for (const { dossier_id: id } of due) this.works.begin(id, () => this.tellOf(id));
    return due.length === places;
  }

  /** What the portal said is read anew when its codes were configured anew. */
  private async writeCodes(now: Date): Promise<void> {
    await this.ground.commands.run(systemCaller(portalActor), now, async (tx) => {
      const changed = await tx.query('update portal_link set codes = $1 where codes is distinct from $1 returning id', [
        this.codes,
      ]);
      if (changed.length > 0)
        await tx.query('update portal_dossier set their_state = their_state where their_state is not null');
      return {};
    });
    this.codesAreKnown = true;
  }

  private get isAway(): boolean {
    return this.unanswered.size > this.ground.config.nationalPortalLanes;
  }

  private async tellOf(dossierId: string): Promise<void> {
    const { log, stop } = this.ground;
    try {
      while (!stop.aborted && (await this.tellNext(dossierId)));
    } catch (error) {
      // Our own database is away; nothing was lost, as nothing was confirmed.
      log.warn({ event: 'portal.state.interrupted', dossierId, error });
    }
  }

  /** @returns whether the portal has it, and the next may follow */
  private async tellNext(dossierId: string): Promise<boolean> {
    const { client, stop } = this.ground;
    const next = await this.nextOf(dossierId);
    if (!next) return false;
    const told = {
      sequence: next.sequence,
      state: this.codes[next.state - 1] ?? '',
      at: next.at,
      eventId: next.event_id,
      code: next.code ?? undefined,
      trackingNumber: next.tracking_number,
      dueAt: next.due_at ?? undefined,
      request: this.requestOf(next),
    };
    try {
      const standing = await client.tell(next.number, told, stop);
      await this.confirmed(next, standing);
      return true;
    } catch (error) {
      if (stop.aborted) return false;
      if (!(error instanceof PortalAway || error instanceof PortalRefuses)) throw error;
      await this.failed(next, error);
      return false;
    }
  }

  private async nextOf(dossierId: string): Promise<NextState | undefined> {
    const [next] = await this.ground.queries.read<NextState>(
      `select p.dossier_id, p.number, p.attempts, s.sequence, s.event_id, s.state, s.at, s.due_at, d.code, d.tracking_number,
              case when r.id is not null then json_build_object('id', r.id, 'lapses_at', r.lapses_at, 'items', r.items, 'reason', r.reason, 'fields', r.fields) end as request
         from portal_dossier p join dossier d on d.id = p.dossier_id
         join portal_state s on s.dossier_id = p.dossier_id and s.sequence = p.acknowledged_sequence + 1
         left join supplement r on r.id = s.supplement_id
        where p.dossier_id = $1 and p.refused_at is null`,
      [dossierId],
    );
    return next;
  }

  private requestOf({ request }: NextState): ToldRequest | undefined {
    if (!request) return undefined;
    const open = (text: Sealed, column: string) => this.ground.sealer.open(text, `supplement.${column}:${request.id}`);
    return {
      id: request.id,
      lapsesAt: new Date(request.lapses_at),
      reason: open(request.reason, 'reason'),
      items: JSON.parse(open(request.items, 'items')) as SupplementItem[],
      fields: request.fields,
    };
  }

  private async confirmed(next: NextState, standing: Standing): Promise<void> {
    const now = this.ground.clock.now();
    const wasAway = this.answered();
    await this.ground.commands.run(systemCaller(portalActor), now, async (tx) => {
      await tx.query(
        `with known as (
           update portal_state set acknowledged_at = coalesce(acknowledged_at, $3) where dossier_id = $1 and sequence = $2)
         update portal_dossier p set acknowledged_sequence = $2, their_state = $4, their_sequence = $5, told_at = $3, attempts = 0,
                next_attempt_at = $3, fault = null, fault_at = null,
                waiting_since = (select s.at from portal_state s where s.dossier_id = $1 and s.sequence = $2 + 1)
          where p.dossier_id = $1 and p.acknowledged_sequence = $2 - 1`,
        [next.dossier_id, next.sequence, now, standing.state, standing.sequence],
      );
      // Whoever waited only because the portal was away need not wait on.
      if (wasAway) {
        await tx.query(
          `update portal_dossier set next_attempt_at = $1 where waiting_since is not null and refused_at is null and next_attempt_at > $1`,
          [now],
        );
      }
      return {};
    });
  }

  private async failed(next: NextState, error: PortalAway | PortalRefuses): Promise<void> {
    const now = this.ground.clock.now();
    const isRefused = error instanceof PortalRefuses;
    if (isRefused) {
      this.answered();
      this.ground.log.warn({ event: 'portal.state.refused', dossierId: next.dossier_id, fault: error.message });
    } else {
      this.notAnswered(next.dossier_id, now);
    }
    await this.ground.commands.run(systemCaller(portalActor), now, async (tx) => {
      await tx.query(
        `update portal_dossier set attempts = attempts + 1, fault = $2, fault_at = $3, next_attempt_at = $4,
                refused_at = case when $5 then $3::timestamptz end
          where dossier_id = $1 and acknowledged_sequence = $6 - 1`,
        [
          next.dossier_id,
          error.message,
          now,
          retryAt(now, next.attempts + 1, this.ground.config),
          isRefused,
          next.sequence,
        ],
      );
      return {};
    });
  }

  /** @returns whether the portal was away until now */
  private answered(): boolean {
    const wasAway = this.isAway;
    this.unanswered.clear();
    this.attemptsWhileAway = 0;
    return wasAway;
  }

  private notAnswered(dossierId: string, now: Date): void {
    if (!this.isAway) this.unanswered.add(dossierId);
    if (!this.isAway) return;
    this.attemptsWhileAway += 1;
    this.tryAgainAt = new Date(now.getTime() + Math.min(awayAtMostMs, 500 * 2 ** Math.min(10, this.attemptsWhileAway)));
  }
}
