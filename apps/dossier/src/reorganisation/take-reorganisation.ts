import { Extent, type AgencyReorganised, type ReorganisationUndone } from '@motcua/contracts/identity/v1/events';
import type { Transfer } from '@motcua/pack';
import type { EffectTx } from '@motcua/service-kit/events';

const extents: Readonly<Partial<Record<Extent, Transfer['extent']>>> = {
  [Extent.EXTENT_WHOLE]: 'whole',
  [Extent.EXTENT_PART]: 'part',
  [Extent.EXTENT_REST]: 'rest',
};

/** What went to whom, as an event says it. */
export function transfersOf({ transfers }: Pick<AgencyReorganised, 'transfers'>): Transfer[] {
  return transfers.map(({ from, to, extent, units, procedures, officers, positions }) => {
    const known = extents[extent];
    if (!known) throw new Error('the event says an extent that this release has no word for');
    return {
      from,
      to,
      extent: known,
      ...(units.length > 0 && { units }),
      ...(procedures.length > 0 && { procedures }),
      ...(officers.length > 0 && { officers }),
      ...(positions.length > 0 && { positions }),
    };
  });
}

/** The effect of `agency.reorganised`: its dossiers go over from now on, in batches. */
export async function takeReorganisation(tx: EffectTx, said: AgencyReorganised): Promise<void> {
  await tx.query(
    `insert into reorganisation (id, code, day, transfers, reorganised_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [said.reorganisationId, said.code, said.day, JSON.stringify(transfersOf(said)), said.reorganisedAt],
  );
}

/** The effect of `agency.reorganisation-undone`: what went over goes back. */
export async function takeUndone(tx: EffectTx, { reorganisationId, undoneAt }: ReorganisationUndone): Promise<void> {
  await tx.query('update reorganisation set undone_at = $2, finished_at = null where id = $1 and undone_at is null', [
    reorganisationId,
    undoneAt,
  ]);
}
