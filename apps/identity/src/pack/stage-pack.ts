import type { StagePackRequest } from '@motcua/contracts/event/v1/pack';
import { partFor, type Pack, type PackPartName } from '@motcua/pack';
import type { Caller } from '@motcua/service-kit/caller';
import type { Packs } from '@motcua/service-kit/packs';
import type { StagedProvince } from '../province/staged-province.js';

/** A service that keeps a part of the province. */
export interface PartKeeper {
  stagePack(request: StagePackRequest, caller?: Caller): Promise<unknown>;
}

export type PartKeepers = Readonly<Record<Exclude<PackPartName, 'identity'>, PartKeeper>>;

/**
 * Has every service keep its part under the pack's hash; nothing comes into force by that, and doing it again changes nothing. This
 * service keeps the pack whole, so that it can tell what the next one changes.
 * @throws TemporarilyUnavailable (503) a service does not answer
 */
export class StagePack {
  constructor(
    private readonly own: Packs<StagedProvince>,
    private readonly others: PartKeepers,
  ) {}

  async execute(caller: Caller, pack: Pack): Promise<void> {
    const { hash } = pack;
    const part = (name: keyof PartKeepers) => JSON.stringify(partFor(pack, name));
    await Promise.all([
      this.own.stage(hash, JSON.stringify(pack)),
      this.others.dossier.stagePack({ hash, part: part('dossier') }, caller),
      this.others.document.stagePack({ hash, part: part('document') }, caller),
      this.others.notification.stagePack({ hash, part: part('notification') }, caller),
      this.others.reporting.stagePack({ hash, part: part('reporting') }, caller),
    ]);
  }
}
