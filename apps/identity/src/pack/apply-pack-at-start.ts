import { canonicalText } from '@motcua/pack';
import { systemCaller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import { sha256, type AppliedPack, type ApplyPack } from './apply-pack.js';

/** Applies the province that a platform is started with. While it is in force, a start neither reads nor checks it again. */
export class ApplyPackAtStart {
  constructor(
    private readonly queries: Queries,
    private readonly applyPack: ApplyPack,
  ) {}

  async execute(files: ReadonlyMap<string, string>): Promise<AppliedPack> {
    const [inForce] = await this.queries.read<{ hash: string }>(
      'select hash from activation order by number desc limit 1',
    );
    const hash = sha256(canonicalText(files));
    if (inForce?.hash === hash) return { hash, activated: false, changes: [] };
    return this.applyPack.execute(systemCaller('identity'), files);
  }
}
