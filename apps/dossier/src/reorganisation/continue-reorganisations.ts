import { systemCaller } from '@motcua/service-kit/caller';
import type { DossierGround } from '../dossier-ground.js';
import { onTheWay, returnDossiers, transferDossiers, type ReorganisationRow } from './transfer-dossiers.js';

const batchSize = 50;
const lookAgainAfterMs = 1_000;

/** What was handed in just before the day may be written just after it: so long a reorganisation looks for such dossiers. */
const lateComersMs = 600_000;

type Running = ReorganisationRow & { readonly reorganised_at: Date; readonly undone_at: Date | null };

/**
 * Lets the dossiers of reorganisations go over, some in each transaction. First they are listed, in one look through what is on its way; a
 * listed one says itself whether it has gone, so whoever takes over goes on where the last one died, and none is lost or moved twice.
 */
export class ContinueReorganisations {
  /** When the list was last made, by reorganisation. */
  private readonly listedAt = new Map<string, number>();

  constructor(
    private readonly ground: Pick<DossierGround, 'commands' | 'queries' | 'packs' | 'sealer' | 'clock' | 'log'>,
  ) {}

  /**
   * One round.
   * @returns in how many milliseconds to look again; 0 when more is to be moved
   */
  async execute(): Promise<number> {
    const { queries, clock } = this.ground;
    const [run] = await queries.read<Running>(
      `select id, code, transfers, reorganised_at, undone_at from reorganisation where finished_at is null
        order by reorganised_at, id limit 1`,
    );
    if (!run) return lookAgainAfterMs;
    const states = run.undone_at ? ['listed', 'undecided', 'moved'] : ['listed'];
    const next = await queries.read<{ id: string }>(
      `select dossier_id as id from reorganisation_dossier where reorganisation_id = $1 and state = any ($2) order by dossier_id limit $3`,
      [run.id, states, batchSize],
    );
    if (next.length > 0) {
      const ids = next.map(({ id }) => id);
      return (await this.moveTogether(run, ids)) > 0 ? 0 : lookAgainAfterMs;
    }
    if (!run.undone_at && (await this.list(run)) > 0) return 0;
    const now = clock.now();
    if (run.undone_at || now.getTime() - run.reorganised_at.getTime() >= lateComersMs || !(await this.isLast(run))) {
      await this.finish(run);
      return 0;
    }
    return lookAgainAfterMs;
  }

  /** Whether no other waits behind it: then it may look for late comers without keeping anyone waiting. */
  private async isLast({ id }: Running): Promise<boolean> {
    const others = await this.ground.queries.read(
      'select from reorganisation where finished_at is null and id <> $1 limit 1',
      [id],
    );
    return others.length === 0;
  }

  /** Puts down what is on its way at the agencies that hand over. @returns how many were new */
  private async list(run: Running): Promise<number> {
    const { commands, clock } = this.ground;
    const now = clock.now();
    // Looking through everything each second would be much for what hardly ever happens.
    const last = this.listedAt.get(run.id);
    if (last !== undefined && now.getTime() - last < 30_000) return 0;
    const { listed } = await commands.run(systemCaller('reorganisations'), now, async (tx) => {
      const rows = await tx.query(
        `insert into reorganisation_dossier (reorganisation_id, dossier_id, state)
         select $1, d.id, 'listed' from dossier d
          where ${onTheWay}
            and (d.competent_agency_code = any ($2) or d.intake_agency_code = any ($2)
              or exists (select from task t where t.dossier_id = d.id and t.state = 'open' and t.agency_code = any ($2)))
         on conflict do nothing returning dossier_id`,
        [run.id, [...new Set(run.transfers.map(({ from }) => from))]],
      );
      return { listed: rows.length };
    });
    this.listedAt.set(run.id, now.getTime());
    return listed;
  }

  /** Some dossiers in one transaction; when it fails at one of them, each in its own, and that one is left to the next round. */
  private async moveTogether(run: Running, ids: readonly string[]): Promise<number> {
    const { commands, clock, log } = this.ground;
    try {
      const { moved } = await commands.run(systemCaller('reorganisations'), clock.now(), async (tx) => ({
        moved: await (run.undone_at ? returnDossiers(tx, run, ids) : transferDossiers(tx, this.ground, run, ids)),
      }));
      return moved;
    } catch (error) {
      if (ids.length === 1) {
        log.warn({ event: 'reorganisation.dossier-failed', reorganisation: run.code, dossierId: ids[0], error });
        return 0;
      }
      let moved = 0;
      for (const id of ids) moved += await this.moveTogether(run, [id]);
      return moved;
    }
  }

  private async finish(run: Running): Promise<void> {
    const { commands, clock, log } = this.ground;
    await commands.run(systemCaller('reorganisations'), clock.now(), async (tx) => {
      await tx.query('update reorganisation set finished_at = $2 where id = $1', [run.id, tx.at]);
      return {};
    });
    this.listedAt.delete(run.id);
    log.info({ event: 'reorganisation.finished', reorganisation: run.code });
  }
}
