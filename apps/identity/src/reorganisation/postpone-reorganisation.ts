import { z } from 'zod';
import { postponeReorganisation } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import { NotFound } from '@motcua/service-kit/errors';
import type { Clock } from '@motcua/service-kit/service';
import { civilDayOf } from '../civil-day.js';
import type { AppliedPack, ApplyPack } from '../pack/apply-pack.js';
import { filesInForce } from '../pack/import-process.js';
import { DayNotToCome } from './reorganisation.problems.js';

export const PostponeInput = z
  .strictObject({ day: z.iso.date().meta({ description: 'The new day, after today' }) })
  .meta({ id: 'PostponeReorganisation' });
export type PostponeInput = z.infer<typeof PostponeInput>;

/** Puts a reorganisation off to another day; one that has taken effect is undone by it, until the first act under the new order. */
export class PostponeReorganisation {
  constructor(
    private readonly queries: Queries,
    private readonly applyPack: ApplyPack,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound (404); DayNotToCome (422); ReorganisationInUse (409) naming the act; PackInvalid (422) */
  async execute(caller: Caller, code: string, { day }: PostponeInput): Promise<AppliedPack> {
    if (day <= civilDayOf(this.clock.now())) throw new DayNotToCome();
    const { files } = await filesInForce(this.queries);
    const [plan] = await this.queries.read<{ transfers: { from: string; to: string }[] }>(
      'select transfers from reorganisation_plan where code = $1',
      [code],
    );
    const changed = plan && postponeReorganisation(files, code, plan.transfers, day);
    if (!changed) throw new NotFound();
    return this.applyPack.execute(caller, changed);
  }
}
