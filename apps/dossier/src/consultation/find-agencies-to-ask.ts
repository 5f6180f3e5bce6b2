import { z } from 'zod';
import type { Caller } from '@motcua/service-kit/caller';
import { NotFound } from '@motcua/service-kit/errors';
import { readableBy } from '../dossier/row-scope.js';
import type { DossierGround } from '../dossier-ground.js';
import { Named } from '../procedure/procedure.schemas.js';
import { rulesOf } from '../rules/rules-of.js';

export const AgenciesToAsk = z.object({ items: z.array(Named) }).meta({ id: 'AgenciesToAsk' });
export type AgenciesToAsk = z.infer<typeof AgenciesToAsk>;

/** Whom one may ask about a dossier: every agency of the province with somebody who works on dossiers, but the one that decides. */
export class FindAgenciesToAsk {
  constructor(private readonly ground: DossierGround) {}

  /** @throws NotFound (404) for unknown and forbidden dossiers alike */
  async execute(caller: Caller, dossierId: string): Promise<AgenciesToAsk> {
    const { packs, queries, clock } = this.ground;
    const scope = readableBy(caller, 2);
    const [row] = await queries.read<{
      pack_hash: string;
      calendar_hash: string | null;
      competent_agency_code: string;
    }>(
      `select d.pack_hash, d.calendar_hash, d.competent_agency_code from dossier d where d.id = $1 and ${scope.condition}`,
      [dossierId, ...scope.values],
    );
    if (!row) throw new NotFound();
    const rules = await rulesOf(packs, queries, row);
    const now = clock.now();
    return {
      items: rules
        .agenciesOn(now)
        .filter(({ code }) => code !== row.competent_agency_code && rules.workingPositionsAt(code, now).length > 0)
        .map(({ code, name }) => ({ code, name })),
    };
  }
}
