import type { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import type { IdentityServiceService } from '@motcua/contracts/identity/v1/identity';
import { systemCaller } from '@motcua/service-kit/caller';
import type { Problem } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Sealed } from '@motcua/service-kit/sealed';
import { handInOnline } from '../intake/hand-in-online.js';
import { FileAway, fetchPortalFiles } from './fetch-portal-files.js';
import { wordsOf } from './portal-client.js';
import { isLate, portalActor, retryAt, type PortalGround } from './portal-ground.js';
import { PortalDossierUnreadable } from './portal.problems.js';
import { readArrival } from './read-arrival.js';
import { isRefusal, refusalOf } from './refusal.js';
import { RunningWorks } from './running-works.js';
import { newStory } from './story.js';

interface WaitingRow {
  readonly number: string;
  readonly id: string;
  readonly content: Sealed;
  readonly received_at: Date;
  readonly arrived_at: Date;
  readonly known_at: Date | null;
  readonly awaited_files: boolean;
  readonly attempts: number;
}

const lanes = 2;

/**
 * Makes dossiers of what the portal has handed over: its files are fetched, then it passes the checks of any other that comes online, and is
 * written in one transaction with the note that it is in. What does not pass is kept with the reason; what fails for now is tried again.
 */
export class TakeInArrivals {
  readonly works = new RunningWorks(lanes);

  constructor(
    private readonly ground: PortalGround,
    private readonly documents: ServiceClient<typeof DocumentServiceService>,
    private readonly identity: ServiceClient<typeof IdentityServiceService>,
  ) {}

  /** Begins what is due and has a place. */
  async execute(): Promise<void> {
    if (this.works.free === 0) return;
    const rows = await this.ground.queries.read<WaitingRow>(
      `select number, id, content, received_at, arrived_at, known_at, awaited_files, attempts from portal_arrival
        where state = 'waiting' and next_attempt_at <= $1 and number <> all ($2::text[]) order by next_attempt_at, number limit $3`,
      [this.ground.clock.now(), this.works.keys, this.works.free],
    );
    for (const row of rows) this.works.begin(row.number, () => this.takeIn(row));
  }

  private async takeIn(row: WaitingRow): Promise<void> {
    try {
      await this.attempt(row);
    } catch (error) {
      await (isRefusal(error) ? this.refuse(row, error) : this.putOff(row, error)).catch((failed: unknown) =>
        this.ground.log.warn({ event: 'portal.arrival.unwritten', number: row.number, error: failed }),
      );
    }
  }

  private async attempt(row: WaitingRow): Promise<void> {
    const { ground } = this;
    const content: unknown = JSON.parse(ground.sealer.open(row.content, `portal_arrival.content:${row.number}`));
    const { part: rules } = await ground.packs.inForce(ground.queries);
    const read = readArrival(ground.shape, rules, content, row.received_at);
    if ('faults' in read) throw new PortalDossierUnreadable(undefined, { faults: read.faults });
    const { arrival } = read;
    const { files, components } = await fetchPortalFiles(
      this.documents,
      row.id,
      arrival.components,
      ground.clock.now(),
    );
    const { identityNumber } = arrival.submitter;
    const { citizenId } = identityNumber ? await this.identity.findCitizen({ identityNumber }) : {};
    const now = ground.clock.now();
    const knownAt = this.knownAt(row, now);
    const nationalPortal = {
      number: row.number,
      receivedAt: row.received_at,
      arrivedAt: knownAt,
      replyFrom: this.replyFrom(row.received_at, knownAt),
    };
    await ground.commands.run(systemCaller(portalActor), now, async (tx) => {
      const [mine] = await tx.query(`select from portal_arrival where number = $1 and state = 'waiting' for update`, [
        row.number,
      ]);
      if (!mine) return {}; // another replica has taken it in meanwhile
      const intake = { ...arrival, components, files, citizenId, channel: 'online', nationalPortal } as const;
      const { id } = await handInOnline(tx, ground, intake, now);
      await tx.query(
        `with taken as (
           update portal_arrival set state = 'takenIn', content = null, dossier_id = $2, known_at = $4, fault = null where number = $1)
         insert into portal_dossier (dossier_id, number, received_at, arrived_at, reply_from, story, our_state_at, next_attempt_at)
         values ($2, $1, $3, $4, $5, $6, $3, $7)`,
        [row.number, id, row.received_at, knownAt, nationalPortal.replyFrom, JSON.stringify(newStory), now],
      );
      return {};
    });
  }

  /**
   * From when the counter's time to answer counts: the portal's receipt, as long as the dossier came in the usual way. When it came late, the
   * portal or the way to it was away, and nobody here could answer what nobody here could know.
   */
  private replyFrom(receivedAt: Date, knownAt: Date): Date {
    return isLate(receivedAt, knownAt, this.ground.config) ? knownAt : receivedAt;
  }

  private knownAt(row: WaitingRow, now: Date): Date {
    return row.known_at ?? (row.awaited_files ? now : row.arrived_at);
  }

  private async refuse(row: WaitingRow, problem: Problem): Promise<void> {
    const now = this.ground.clock.now();
    this.ground.log.warn({ event: 'portal.arrival.refused', number: row.number, problem: problem.type });
    await this.ground.commands.run(systemCaller(portalActor), now, async (tx) => {
      await tx.query(
        `update portal_arrival set state = 'refused', refused_at = $2, refusal = $3, known_at = coalesce(known_at, $4), fault = null
          where number = $1 and state = 'waiting'`,
        [row.number, now, JSON.stringify(refusalOf(problem)), this.knownAt(row, now)],
      );
      return {};
    });
  }

  private async putOff(row: WaitingRow, error: unknown): Promise<void> {
    const now = this.ground.clock.now();
    const fault = wordsOf(error);
    this.ground.log.warn({ event: 'portal.arrival.put-off', number: row.number, fault });
    await this.ground.commands.run(systemCaller(portalActor), now, async (tx) => {
      await tx.query(
        `update portal_arrival set attempts = attempts + 1, next_attempt_at = $2, fault = $3, awaited_files = awaited_files or $4
          where number = $1 and state = 'waiting'`,
        [row.number, retryAt(now, row.attempts + 1, this.ground.config), fault, error instanceof FileAway],
      );
      return {};
    });
  }
}
