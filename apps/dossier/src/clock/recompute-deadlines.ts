import { systemCaller } from '@motcua/service-kit/caller';
import { ProvinceNotReady } from '@motcua/service-kit/errors';
import type { DossierGround } from '../dossier-ground.js';
import type { Rules } from '../rules/rules.js';
import { inLanes, together } from '../timers/in-lanes.js';
import { recomputeDossier } from './recompute-dossier.js';

const pageSize = 200;
const lanes = 2;
const lookAgainAfterMs = 1_000;
const beginning = '00000000-0000-0000-0000-000000000000';

/** Holds for a dossier `d` whose deadlines run. */
const runs = `d.state in ('submitted', 'inProcess') and d.paused_grounds = '{}'`;
const countedBy = 'coalesce(d.calendar_hash, d.pack_hash)';

/**
 * Finds running dossiers that are still counted by other days off than those of the province in force, and counts them again: when a
 * closure or a holiday is announced afterwards, its day is nobody's delay. A dossier says itself by which days it is counted, so whoever
 * takes over goes on where the last one died, and none is counted twice.
 */
export class RecomputeDeadlines {
  /** How far the walk through the dossiers of each pack has come: one that fails keeps no other waiting. */
  private readonly walks = new Map<string, string>();

  constructor(private readonly ground: Pick<DossierGround, 'commands' | 'queries' | 'clock' | 'packs' | 'log'>) {}

  /**
   * One look.
   * @returns in how many milliseconds to look again; 0 when more is left already
   */
  async execute(): Promise<number> {
    const rules = await this.rulesInForce();
    if (!rules) return lookAgainAfterMs;
    let isMore = false;
    for (const hash of await this.otherDays(rules)) {
      const ids = await this.nextPage(hash);
      await inLanes(lanes, together(ids), (group) => this.recomputeTogether(rules, group));
      isMore ||= ids.length === pageSize;
    }
    return isMore ? 0 : lookAgainAfterMs;
  }

  private async rulesInForce(): Promise<Rules | undefined> {
    try {
      return (await this.ground.packs.inForce(this.ground.queries)).part;
    } catch (error) {
      if (error instanceof ProvinceNotReady) return undefined;
      throw error;
    }
  }

  /** The packs by which running dossiers are counted and which know other days off; a step along the index for each. */
  private async otherDays(inForce: Rules): Promise<string[]> {
    const { queries, packs } = this.ground;
    const counted = await queries.read<{ hash: string }>(
      `with recursive used as (
         (select ${countedBy} as hash from dossier d where ${runs} order by 1 limit 1)
         union all
         select (select ${countedBy} from dossier d where ${runs} and ${countedBy} > u.hash order by 1 limit 1) from used u where u.hash is not null)
       select hash from used where hash is not null`,
    );
    const others: string[] = [];
    for (const { hash } of counted) {
      if (hash !== inForce.hash && !(await packs.get(queries, hash)).hasDaysOf(inForce)) others.push(hash);
    }
    return others;
  }

  private async nextPage(hash: string): Promise<string[]> {
    const page = await this.ground.queries.read<{ id: string }>(
      `select d.id from dossier d where ${runs} and ${countedBy} = $1 and d.id > $2 order by d.id limit $3`,
      [hash, this.walks.get(hash) ?? beginning, pageSize],
    );
    const last = page.at(-1);
    if (last && page.length === pageSize) this.walks.set(hash, last.id);
    else this.walks.delete(hash);
    return page.map(({ id }) => id);
  }

  /** Some dossiers in one transaction; when it fails at one of them, each in its own. */
  private async recomputeTogether(rules: Rules, ids: readonly string[]): Promise<void> {
    const { commands, clock, log } = this.ground;
    try {
      await commands.run(systemCaller('calendar'), clock.now(), async (tx) => {
        for (const id of ids) await recomputeDossier(tx, this.ground, rules, id);
        return {};
      });
    } catch (error) {
      if (ids.length > 1) for (const id of ids) await this.recomputeTogether(rules, [id]);
      else log.warn({ event: 'deadline.not-recomputed', dossierId: ids[0], error });
    }
  }
}
