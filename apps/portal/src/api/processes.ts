import { queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { CheckedProcess } from './types.js';

export function dossierProcessQuery(id: string) {
  return queryOptions({
    queryKey: ['dossier', id, 'process'],
    queryFn: () => answerOf(client.GET('/api/dossier/v1/dossiers/{id}/process', { params: { path: { id } } })),
  });
}

export function procedureVersionsQuery(code: string) {
  return queryOptions({
    queryKey: ['procedure-versions', code],
    queryFn: () => answerOf(client.GET('/api/dossier/v1/procedures/{code}/versions', { params: { path: { code } } })),
  });
}

export function checkProcess(xml: string): Promise<CheckedProcess> {
  return answerOf(client.POST('/api/dossier/v1/process-checks', { body: { xml } }));
}
