import { inForce } from '@motcua/pack';
import { systemCaller } from '@motcua/service-kit/caller';
import { ProvinceNotReady } from '@motcua/service-kit/errors';
import { civilDateAt, type Limit } from '@motcua/working-time';
import type { DossierGround } from '../dossier-ground.js';
import type { Rules } from '../rules/rules.js';
import { rulesOf } from '../rules/rules-of.js';
import { inLanes, together } from '../timers/in-lanes.js';
import { NearDeadlines, type NearDeadline } from './near-deadlines.js';
import { nextWord, warningHorizon } from './next-word.js';
import { tellDeadlines } from './tell-deadlines.js';

const pageSize = 200;
const lanes = 2;
const lookAgainAfterMs = 1_000;

/**
 * Warns of deadlines that come near and tells of those that have passed, by the rule of the province in force: how it watches over its
 * work is no part of the rules that a dossier keeps. Nothing is written when a deadline is set or moved; the deadlines themselves are
 * looked through, along an index of what there is still something to say about.
 */
export class WatchDeadlines {
  private readonly walks = [
    new NearDeadlines('task', 1, pageSize),
    new NearDeadlines('dossier', 1, pageSize),
    new NearDeadlines('task', 0, pageSize),
    new NearDeadlines('dossier', 0, pageSize),
  ] as const;

  constructor(private readonly ground: Pick<DossierGround, 'commands' | 'queries' | 'clock' | 'packs' | 'log'>) {}

  /**
   * One look.
   * @returns in how many milliseconds to look again; 0 when more is due already
   */
  async execute(): Promise<number> {
    const now = this.ground.clock.now();
    const rules = await this.rulesInForce();
    const escalation = rules && inForce(rules.province.escalation ?? [], civilDateAt(now))?.value;
    if (!escalation) return lookAgainAfterMs;
    const horizon = widestHorizon(rules, now, escalation.warnBefore);
    const [passedTasks, passedDossiers, nearTasks, nearDossiers] = this.walks;
    const pages = [
      await passedTasks.nextPage(this.ground.queries, now),
      await passedDossiers.nextPage(this.ground.queries, now),
      await nearTasks.nextPage(this.ground.queries, horizon),
      await nearDossiers.nextPage(this.ground.queries, horizon),
    ];
    const dossierIds = await this.dossiersToTellOf(pages.flat(), now, escalation.warnBefore);
    const told = await inLanes(lanes, together(dossierIds), (ids) => this.tellTogether(rules, ids, now));
    return pages.some((page) => page.length === pageSize) && told.some((words) => words > 0) ? 0 : lookAgainAfterMs;
  }

  private async rulesInForce(): Promise<Rules | undefined> {
    try {
      return (await this.ground.packs.inForce(this.ground.queries)).part;
    } catch (error) {
      if (error instanceof ProvinceNotReady) return undefined;
      throw error;
    }
  }

  private async dossiersToTellOf(found: readonly NearDeadline[], now: Date, warnBefore: Limit): Promise<string[]> {
    const ids = new Set<string>();
    for (const deadline of found) {
      const { calendar } = (await rulesOf(this.ground.packs, this.ground.queries, deadline)).procedureOf(deadline);
      if (nextWord(deadline, now, warningHorizon(calendar, now, warnBefore))) ids.add(deadline.dossier_id);
    }
    return [...ids];
  }

  /**
   * Some dossiers in one transaction; when it fails at one of them, each in its own. One at which it fails keeps no other waiting, and
   * comes again with the next walk.
   * @returns how much was said
   */
  private async tellTogether(rules: Rules, dossierIds: readonly string[], now: Date): Promise<number> {
    const { commands, log } = this.ground;
    try {
      const { said } = await commands.run(systemCaller('deadlines'), now, async (tx) => {
        let words = 0;
        for (const id of dossierIds) words += await tellDeadlines(tx, this.ground, rules, id);
        return { said: words };
      });
      return said;
    } catch (error) {
      let words = 0;
      if (dossierIds.length > 1) for (const id of dossierIds) words += await this.tellTogether(rules, [id], now);
      else log.warn({ event: 'deadline.untold', dossierId: dossierIds[0], error });
      return words;
    }
  }
}

/** Whatever calendar a dossier has, its own horizon lies before this one, or it is found a moment later. */
function widestHorizon(rules: Rules, now: Date, warnBefore: Limit): Date {
  return rules.calendars
    .map((calendar) => warningHorizon(calendar, now, warnBefore))
    .reduce((a, b) => (a > b ? a : b), now);
}
