import { canonicalText } from '@motcua/pack';
import { systemCaller } from '@motcua/service-kit/caller';
import type { Queries } from '@motcua/service-kit/database';
import { sha256, type AppliedPack, type ApplyPack } from './apply-pack.js';

/**
 * Applies the province that a platform is started with. While it is in force, with or without drawings that were imported upon it, a start
 * neither reads nor checks it again, unless it has demonstration accounts and the platform is no longer for demonstration.
 */
export class ApplyPackAtStart {
  constructor(
    private readonly queries: Queries,
    private readonly applyPack: ApplyPack,
    private readonly config: { readonly demo: boolean },
  ) {}

  async execute(files: ReadonlyMap<string, string>): Promise<AppliedPack> {
    const hash = sha256(canonicalText(files));
    const [inForce] = await this.queries.read<{ hash: string; base_hash: string | null; has_demo: boolean }>(
      `select p.hash, a.base_hash, p.part ? 'demo' as has_demo from pack p join activation a on a.number = p.activation
        order by p.activation desc limit 1`,
    );
    const mayStay = (inForce?.hash === hash || inForce?.base_hash === hash) && (this.config.demo || !inForce.has_demo);
    if (mayStay) return { hash: inForce.hash, activated: false, changes: [] };
    return this.applyPack.execute(systemCaller('identity'), files);
  }
}
