import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '@motcua/sdk';
import { answerOf, client, idempotent, ifMatch } from './client.js';
import { infiniteList } from './infinite-list.js';

export type Reorganisation = components['schemas']['ReorganisationList']['items'][number];
export type PreviewedDossier = components['schemas']['PreviewedDossiers']['items'][number];
export type WaitingDossier = components['schemas']['WaitingForPlace']['items'][number];
export type AgencyHistory = components['schemas']['AgencyHistory'];

export const reorganisationsQuery = queryOptions({
  queryKey: ['reorganisations'],
  queryFn: () => answerOf(client.GET('/api/identity/v1/reorganisations')),
});

/** What one moves: counts for each pair of agencies. */
export function previewQuery(code: string) {
  return queryOptions({
    queryKey: ['reorganisations', code],
    queryFn: () => answerOf(client.GET('/api/dossier/v1/reorganisations/{code}', { params: { path: { code } } })),
  });
}

/** The dossiers one by one. */
export function previewedDossiersQuery(code: string) {
  return infiniteQueryOptions({
    queryKey: ['reorganisations', code, 'dossiers'],
    queryFn: ({ pageParam }) =>
      answerOf(
        client.GET('/api/dossier/v1/reorganisations/{code}/dossiers', {
          params: { path: { code }, query: { after: pageParam } },
        }),
      ),
    ...infiniteList<PreviewedDossier>(),
  });
}

/** Puts a reorganisation off; one that has taken effect is undone by it. */
export async function postponeReorganisation(code: string, day: string, idempotencyKey: string): Promise<void> {
  const params = { path: { code }, header: idempotent(idempotencyKey) };
  await answerOf(client.POST('/api/identity/v1/reorganisations/{code}/postpone', { params, body: { day } }));
}

/** Dossiers whose agency was split and whose address is to be asked for. */
export const waitingQuery = infiniteQueryOptions({
  queryKey: ['dossiers-without-place'],
  queryFn: ({ pageParam }) =>
    answerOf(client.GET('/api/dossier/v1/dossiers-without-place', { params: { query: { after: pageParam } } })),
  ...infiniteList<WaitingDossier>(),
});

/** Says to which successor a dossier belongs. */
export async function placeDossier(
  { dossierId: id, version }: WaitingDossier,
  agencyCode: string,
  idempotencyKey: string,
): Promise<void> {
  const params = { path: { id }, header: { ...ifMatch(version), ...idempotent(idempotencyKey) } };
  await answerOf(client.POST('/api/dossier/v1/dossiers/{id}/place', { params, body: { agencyCode } }));
}

/** The agencies of a day. */
export function agenciesOnQuery(day: string) {
  return queryOptions({
    queryKey: ['agencies', 'on', day],
    queryFn: () => answerOf(client.GET('/api/identity/v1/agencies', { params: { query: { day } } })),
    placeholderData: (before) => before,
  });
}

export function agencyHistoryQuery(code: string) {
  return queryOptions({
    queryKey: ['agencies', 'history', code],
    queryFn: () => answerOf(client.GET('/api/identity/v1/agencies/{code}/history', { params: { path: { code } } })),
  });
}
