import type { EffectTx } from '@motcua/service-kit/events';
import type { Logger } from '@motcua/service-kit/logs';

/** The effect of the events that bring files to a dossier: those that they name belong to it from now on. */
export class ClaimFiles {
  constructor(private readonly log: Logger) {}

  async execute(tx: EffectTx, dossierId: string, fileIds: readonly string[]): Promise<void> {
    if (fileIds.length === 0) return;
    const claimed = await tx.query<{ id: string }>(
      `update stored_file set state = 'claimed', dossier_id = $1
        where id = any ($2::uuid[]) and (state = 'unclaimed' or dossier_id = $1) returning id`,
      [dossierId, fileIds],
    );
    const missing = fileIds.filter((fileId) => !claimed.some(({ id }) => id === fileId));
    if (missing.length > 0) this.log.error({ event: 'document.claim.missed', dossierId, fileIds: missing });
  }
}
