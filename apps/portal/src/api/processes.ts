import { queryOptions } from '@tanstack/react-query';
import { answerOf, client, idempotent } from './client.js';
import type { ImportedProcess, ImportProcess, Migration, MigrationCheck, MigrationRun } from './types.js';

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

/** The check of a drawing. It changes nothing, so that it is asked for again where the reader changes the language of its reasons. */
export function checkProcessQuery(file: { id: string; xml: string } | undefined) {
  return queryOptions({
    queryKey: ['process-check', file?.id],
    queryFn: () => answerOf(client.POST('/api/dossier/v1/process-checks', { body: { xml: file?.xml ?? '' } })),
    enabled: file !== undefined,
    gcTime: 0,
    staleTime: Infinity,
  });
}

export function importProcess(code: string, body: ImportProcess, key: string): Promise<ImportedProcess> {
  const options = { params: { path: { code } }, headers: idempotent(key), body };
  return answerOf(client.POST('/api/identity/v1/procedures/{code}/versions', options));
}

/** A dry run, once somebody has tried it; as the check of a drawing it is asked for again in another language. */
export function migrationCheckQuery(code: string, tried: { id: string; migration: Migration } | undefined) {
  return queryOptions({
    queryKey: ['migration-check', code, tried?.id],
    queryFn: () => checkMigration(code, tried?.migration ?? { fromVersion: 0, toVersion: 0 }),
    enabled: tried !== undefined,
    gcTime: 0,
    staleTime: Infinity,
  });
}

/** A dry run over all dossiers of the version to leave, page after page. */
async function checkMigration(code: string, migration: Migration): Promise<MigrationCheck> {
  const whole: MigrationCheck = { plans: [], checked: 0, movable: 0, refused: [] };
  for (let after: string | undefined, isMore = true; isMore; isMore = after !== undefined) {
    const body = { ...migration, limit: 200, ...(after !== undefined && { after }) };
    const page = await answerOf(
      client.POST('/api/dossier/v1/procedures/{code}/migrations/dry-run', { params: { path: { code } }, body }),
    );
    const known = new Set(whole.plans.map(({ packHash }) => packHash));
    whole.plans.push(...page.plans.filter(({ packHash }) => !known.has(packHash)));
    whole.checked += page.checked;
    whole.movable += page.movable;
    whole.refused.push(...page.refused);
    after = page.next;
  }
  return whole;
}

export function startMigration(code: string, body: Migration, key: string): Promise<MigrationRun> {
  const options = { params: { path: { code } }, headers: idempotent(key), body };
  return answerOf(client.POST('/api/dossier/v1/procedures/{code}/migrations', options));
}

/** A migration that runs is asked for each second until it has finished. */
export function migrationQuery(code: string, id: string) {
  return queryOptions({
    queryKey: ['migration', code, id],
    queryFn: () =>
      answerOf(client.GET('/api/dossier/v1/procedures/{code}/migrations/{id}', { params: { path: { code, id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'finished' ? false : 1_000),
  });
}
