import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, client, idempotent, ifMatch } from './client.js';
import { infiniteList } from './infinite-list.js';
import type {
  AcceptAtCounter,
  AcceptedDossier,
  Dossier,
  DossierSummary,
  DossierView,
  SubmitDossier,
  SubmittedDossier,
} from './types.js';

export function dossierQuery(id: string) {
  return queryOptions({
    queryKey: ['dossier', id],
    queryFn: async () => {
      const dossier = await answerOf(client.GET('/api/dossier/v1/dossiers/{id}', { params: { path: { id } } }));
      return dossier as unknown as Dossier; // the form was checked when the province was read
    },
  });
}

/** Whom one may ask about a dossier. */
export function agenciesToAskQuery(id: string) {
  return queryOptions({
    queryKey: ['dossier', id, 'agenciesToAsk'],
    queryFn: () =>
      answerOf(client.GET('/api/dossier/v1/dossiers/{id}/consultations/agencies', { params: { path: { id } } })),
    staleTime: 60 * 60_000,
  });
}

export function timelineQuery(id: string) {
  return queryOptions({
    queryKey: ['dossier', id, 'timeline'],
    queryFn: () => answerOf(client.GET('/api/dossier/v1/dossiers/{id}/timeline', { params: { path: { id } } })),
  });
}

/** Why the reader may see a dossier and do what with it. */
export function accessQuery(id: string) {
  return queryOptions({
    queryKey: ['dossier', id, 'access'],
    queryFn: () =>
      answerOf(client.GET('/api/dossier/v1/dossiers/{id}/access-explanation', { params: { path: { id } } })),
  });
}

export function deadlineQuery(id: string) {
  return queryOptions({
    queryKey: ['dossier', id, 'deadline'],
    queryFn: () => answerOf(client.GET('/api/dossier/v1/dossiers/{id}/deadline', { params: { path: { id } } })),
  });
}

export function myDossiersQuery() {
  return infiniteQueryOptions({
    queryKey: ['my-dossiers'],
    queryFn: ({ pageParam }) =>
      answerOf(client.GET('/api/dossier/v1/my/dossiers', { params: { query: { after: pageParam } } })),
    ...infiniteList<DossierSummary>(),
  });
}

export interface DossierFilter {
  view?: DossierView;
  agency?: string;
  procedure?: string;
  /** A dossier code or a tracking number. */
  q?: string;
}

export function dossiersQuery(filter: DossierFilter) {
  return infiniteQueryOptions({
    queryKey: ['dossiers', filter],
    queryFn: ({ pageParam }) =>
      answerOf(client.GET('/api/dossier/v1/dossiers', { params: { query: { ...filter, after: pageParam } } })),
    ...infiniteList<DossierSummary>(),
  });
}

/** @throws ProblemError `dossier-not-found` (404), also for a code that cannot be one */
export function trackingQuery(number: string) {
  return queryOptions({
    queryKey: ['tracking', number],
    queryFn: () => answerOf(client.GET('/api/dossier/v1/tracking/{number}', { params: { path: { number } } })),
    enabled: number !== '',
  });
}

export function submitDossier(body: SubmitDossier, idempotencyKey: string): Promise<SubmittedDossier> {
  return answerOf(client.POST('/api/dossier/v1/dossiers', { params: { header: idempotent(idempotencyKey) }, body }));
}

export function acceptAtCounter(body: AcceptAtCounter, idempotencyKey: string): Promise<AcceptedDossier> {
  const params = { header: idempotent(idempotencyKey) };
  return answerOf(client.POST('/api/dossier/v1/counter-dossiers', { params, body }));
}

/** Accepts a dossier that was submitted online: its code and its due date come into being. */
export function acceptDossier(id: string, version: number, idempotencyKey: string): Promise<AcceptedDossier> {
  const params = { path: { id }, header: { ...ifMatch(version), ...idempotent(idempotencyKey) } };
  return answerOf(client.POST('/api/dossier/v1/dossiers/{id}/accept', { params }));
}
