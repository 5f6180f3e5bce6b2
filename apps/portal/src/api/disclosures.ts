import { answerOf, client } from './client.js';
import type { ShowInFull, ShownInFull } from './types.js';

/** Shows what is hidden of a dossier, for a purpose. The answer is kept in no cache: the next reader asks anew. */
export function showInFull({ dossierId, ...body }: ShowInFull & { dossierId: string }): Promise<ShownInFull> {
  return answerOf(
    client.POST('/api/dossier/v1/dossiers/{id}/disclosures', { params: { path: { id: dossierId } }, body }),
  );
}
