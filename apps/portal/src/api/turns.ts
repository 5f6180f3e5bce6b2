import { answerOf, client, idempotent, ifMatch } from './client.js';
import type { components } from '@motcua/sdk';
import type { Dossier } from './types.js';

type Schemas = components['schemas'];

/** How a turn names the dossier, the version that it was decided on, and its key. */
function turnOf({ id, version }: Pick<Dossier, 'id' | 'version'>, idempotencyKey: string) {
  return { path: { id }, header: { ...ifMatch(version), ...idempotent(idempotencyKey) } };
}

export function withdrawDossier(dossier: Dossier, body: Schemas['WithdrawDossierInput'], key: string) {
  const params = turnOf(dossier, key);
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/withdraw', { params, body }));
}
