import type { DocumentServiceService } from '@motcua/contracts/document/v1/document';
import type { GivenAtNationalPortal } from '@motcua/contracts/dossier/v1/events';
import { systemCaller } from '@motcua/service-kit/caller';
import type { Tx } from '@motcua/service-kit/database';
import type { Problem } from '@motcua/service-kit/errors';
import type { ServiceClient } from '@motcua/service-kit/grpc';
import type { Sealed } from '@motcua/service-kit/sealed';
import { AnswerSupplement, AnswerSupplementInput } from '../supplement/answer-supplement.js';
import { reinstateLapsed } from '../supplement/reinstate-lapsed.js';
import { lockForHolder, type LockedDossier } from '../turn/locked-dossier.js';
import { withdraw } from '../withdrawal/withdraw-dossier.js';
import { fetchPortalFiles } from './fetch-portal-files.js';
import { wordsOf } from './portal-client.js';
import { isLate, portalActor, retryAt, type PortalGround } from './portal-ground.js';
import { PortalReader, pointerTo } from './portal-reader.js';
import {
  LapseNotUndone,
  PortalDossierUnknown,
  PortalFollowUpUnreadable,
  SupplementRequestAnswered,
  SupplementRequestLapsed,
  SupplementRequestUnknown,
} from './portal.problems.js';
import { readFollowUp, type FollowUp } from './read-follow-up.js';
import { isRefusal, refusalOf, type Refusal } from './refusal.js';
import { RunningWorks } from './running-works.js';

interface NextRow {
  readonly number: string;
  readonly id: string;
  readonly state: 'waiting' | 'taken' | 'refused';
  readonly content: Sealed | null;
  readonly given_at: Date;
  readonly arrived_at: Date;
  readonly settled_at: Date | null;
  readonly refusal: Refusal | null;
  readonly attempts: number;
}

interface RequestRow {
  readonly id: string;
  readonly state: 'open' | 'answered' | 'lapsed';
  readonly lapses_at: Date;
}

type Supplement = Extract<FollowUp, { kind: 'supplement' }>;

/** Its dossier was handed over and is not in yet. */
class DossierAwaited extends Error {}
/** Another replica has settled it meanwhile. */
class SettledMeanwhile extends Error {}

const lanes = 2;
const caller = systemCaller(portalActor);

/**
 * Does what citizens asked for at the portal, each in one transaction with the note that it is done, those of one dossier in the order in
 * which they were given; and tells the portal what came of it. What counts for the citizen is the moment at which it was given there. What
 * cannot be done is told back with the reason, and kept for officers; what fails for now is tried again.
 */
export class SettleFollowUps {
  readonly works = new RunningWorks(lanes);
  private readonly answerSupplement: AnswerSupplement;

  constructor(
    private readonly ground: PortalGround,
    private readonly documents: ServiceClient<typeof DocumentServiceService>,
  ) {
    this.answerSupplement = new AnswerSupplement(ground, documents);
  }

  /** Begins what is due and has a place. */
  async execute(): Promise<void> {
    if (this.works.free === 0) return;
    const rows = await this.ground.queries.read<NextRow>(
      `select number, id, state, content, given_at, arrived_at, settled_at, refusal, attempts from portal_follow_up f
        where told_at is null and next_attempt_at <= $1 and number <> all ($2::text[])
          and not (state = 'waiting' and exists (
            select from portal_follow_up e where e.dossier_number = f.dossier_number and e.state = 'waiting' and (e.given_at, e.number) < (f.given_at, f.number)))
        order by next_attempt_at, number limit $3`,
      [this.ground.clock.now(), this.works.keys, this.works.free],
    );
    for (const row of rows) this.works.begin(row.number, () => this.settle(row));
  }

  private async settle(row: NextRow): Promise<void> {
    try {
      await (row.state === 'waiting' ? this.take(row) : this.tell(row));
    } catch (error) {
      if (error instanceof SettledMeanwhile || this.ground.stop.aborted) return;
      const isFinal = row.state === 'waiting' && isRefusal(error);
      await (isFinal ? this.refuse(row, error) : this.putOff(row, error)).catch((failed: unknown) =>
        this.ground.log.warn({ event: 'portal.follow-up.unwritten', number: row.number, error: failed }),
      );
    }
  }

  private async take(row: NextRow): Promise<void> {
    const { ground } = this;
    const content: unknown =
      row.content && JSON.parse(ground.sealer.open(row.content, `portal_follow_up.content:${row.number}`));
    const read = readFollowUp(ground.shape, content);
    if ('faults' in read) throw new PortalFollowUpUnreadable(undefined, { faults: read.faults });
    const { followUp } = read;
    const dossierId = await this.dossierOf(followUp.dossierNumber);
    const given: GivenAtNationalPortal = {
      number: row.number,
      givenAt: row.given_at,
      arrivedAt: row.arrived_at,
      late: isLate(row.given_at, row.arrived_at, ground.config),
    };
    if (followUp.kind === 'supplement') return this.bring(row, dossierId, followUp, given);
    await ground.commands.run(caller, ground.clock.now(), async (tx) => {
      await noteTaken(tx, row.number, dossierId);
      return withdraw(tx, ground, await lockForHolder(tx, ground, dossierId, 'withdraw'), followUp.note, given);
    });
  }

  private async bring(
    row: NextRow,
    dossierId: string,
    { request, components: papers, note, answers }: Supplement,
    given: GivenAtNationalPortal,
  ): Promise<void> {
    const { ground } = this;
    const { files, components } = await fetchPortalFiles(this.documents, row.id, papers, ground.clock.now());
    const input = AnswerSupplementInput.safeParse({
      components,
      ...(answers && { answers }),
      ...(note !== undefined && { note }),
    });
    if (!input.success) throw new PortalFollowUpUnreadable(undefined, { faults: nothingBrought(ground) });
    const lock = async (tx: Tx): Promise<LockedDossier> => {
      await noteTaken(tx, row.number, dossierId);
      await freeRequest(tx, dossierId, request, row.given_at);
      return lockForHolder(tx, ground, dossierId, 'answerSupplement');
    };
    await this.answerSupplement.take(caller, input.data, files, lock, given);
  }

  private async dossierOf(number: string): Promise<string> {
    const [found] = await this.ground.queries.read<{ dossier_id: string | null }>(
      `select p.dossier_id from portal_arrival a left join portal_dossier p on p.number = a.number where a.number = $1`,
      [number],
    );
    if (!found) throw new PortalDossierUnknown({ number });
    if (found.dossier_id === null) throw new DossierAwaited(`${number} is no dossier here yet`);
    return found.dossier_id;
  }

  /** The portal may hear it twice, when its answer is lost: it is the same each time. */
  private async tell(row: NextRow): Promise<void> {
    const { client, stop, clock, commands } = this.ground;
    const refusal = row.refusal && { type: row.refusal.type, reason: reasonIn(row.refusal) };
    await client.outcome(row.number, { at: row.settled_at ?? clock.now(), refusal: refusal ?? undefined }, stop);
    const now = clock.now();
    await commands.run(caller, now, async (tx) => {
      await tx.query(
        'update portal_follow_up set told_at = $2, attempts = 0, fault = null where number = $1 and told_at is null',
        [row.number, now],
      );
      return {};
    });
  }

  private async refuse(row: NextRow, problem: Problem): Promise<void> {
    const now = this.ground.clock.now();
    this.ground.log.warn({ event: 'portal.follow-up.refused', number: row.number, problem: problem.type });
    await this.ground.commands.run(caller, now, async (tx) => {
      await tx.query(
        `update portal_follow_up f set state = 'refused', content = null, settled_at = $2, refusal = $3, attempts = 0, next_attempt_at = $2, fault = null,
                dossier_id = (select p.dossier_id from portal_dossier p where p.number = f.dossier_number)
          where f.number = $1 and f.state = 'waiting'`,
        [row.number, now, JSON.stringify(refusalOf(problem))],
      );
      return {};
    });
  }

  private async putOff(row: NextRow, error: unknown): Promise<void> {
    const now = this.ground.clock.now();
    const fault = wordsOf(error);
    this.ground.log.warn({ event: 'portal.follow-up.put-off', number: row.number, fault });
    await this.ground.commands.run(caller, now, async (tx) => {
      await tx.query(
        `update portal_follow_up set attempts = attempts + 1, next_attempt_at = $2, fault = $3
          where number = $1 and state = $4 and told_at is null`,
        [row.number, retryAt(now, row.attempts + 1, this.ground.config), fault, row.state],
      );
      return {};
    });
  }
}

/** Its dossier is locked first, as in every command. */
async function noteTaken(tx: Tx, number: string, dossierId: string): Promise<void> {
  await tx.query('select from dossier where id = $1 for update', [dossierId]);
  const mine = await tx.query(
    `update portal_follow_up set state = 'taken', content = null, settled_at = $2, dossier_id = $3, attempts = 0, next_attempt_at = $2, fault = null
      where number = $1 and state = 'waiting' returning number`,
    [number, tx.at, dossierId],
  );
  if (mine.length === 0) throw new SettledMeanwhile();
}

/** Makes sure that the request is open; what lapsed although the citizen was in time is undone. */
async function freeRequest(tx: Tx, dossierId: string, request: string | undefined, givenAt: Date): Promise<void> {
  const [asked] = await tx.query<RequestRow>(
    `select id, state, lapses_at from supplement where dossier_id = $1 and ($2::text is null or id::text = $2)
      order by requested_at desc limit 1`,
    [dossierId, request ?? null],
  );
  if (!asked) throw new SupplementRequestUnknown();
  if (asked.state === 'answered') throw new SupplementRequestAnswered();
  if (asked.state === 'open') return;
  if (givenAt > asked.lapses_at) throw new SupplementRequestLapsed();
  if (!(await reinstateLapsed(tx, dossierId, asked.id, givenAt))) throw new LapseNotUndone();
}

/** For the citizen, whom the portal tells. */
function reasonIn({ title, detail, faults }: Refusal): string {
  return [`${title.vi}. ${detail.vi}`, ...faults.map(({ text }) => text.vi)].join(' ').slice(0, 2_000);
}

function nothingBrought({ shape }: PortalGround) {
  const reader = new PortalReader({});
  reader.unreadable(pointerTo(shape.followUp.components));
  return reader.faults;
}
