import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, send } from './client.js';
import { infiniteList } from './infinite-list.js';
import type {
  AcceptAtCounter,
  AcceptedDossier,
  Deadline,
  Dossier,
  DossierSummary,
  DossierView,
  Page,
  SubmitDossier,
  SubmittedDossier,
  TimelineEvent,
  Tracking,
} from './types.js';

const base = '/api/dossier/v1';

export function dossierQuery(id: string) {
  return queryOptions({ queryKey: ['dossier', id], queryFn: () => get<Dossier>(`${base}/dossiers/${id}`) });
}

export function timelineQuery(id: string) {
  return queryOptions({
    queryKey: ['dossier', id, 'timeline'],
    queryFn: () => get<{ items: TimelineEvent[] }>(`${base}/dossiers/${id}/timeline`),
  });
}

export function deadlineQuery(id: string) {
  return queryOptions({
    queryKey: ['dossier', id, 'deadline'],
    queryFn: () => get<Deadline>(`${base}/dossiers/${id}/deadline`),
  });
}

export function myDossiersQuery() {
  return infiniteQueryOptions({
    queryKey: ['my-dossiers'],
    queryFn: ({ pageParam }) => get<Page<DossierSummary>>(`${base}/my/dossiers`, { after: pageParam }),
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
    queryFn: ({ pageParam }) => get<Page<DossierSummary>>(`${base}/dossiers`, { ...filter, after: pageParam }),
    ...infiniteList<DossierSummary>(),
  });
}

/** @throws ProblemError `dossier-not-found` (404), also for a code that cannot be one */
export function trackingQuery(number: string) {
  return queryOptions({
    queryKey: ['tracking', number],
    queryFn: () => get<Tracking>(`${base}/tracking/${encodeURIComponent(number)}`),
    enabled: number !== '',
  });
}

export function submitDossier(input: SubmitDossier, idempotencyKey: string): Promise<SubmittedDossier> {
  return send('POST', `${base}/dossiers`, { body: input, idempotencyKey });
}

export function acceptAtCounter(input: AcceptAtCounter, idempotencyKey: string): Promise<AcceptedDossier> {
  return send('POST', `${base}/counter-dossiers`, { body: input, idempotencyKey });
}

/** Accepts a dossier that was submitted online: its code and its due date come into being. */
export function acceptDossier(id: string, version: number, idempotencyKey: string): Promise<AcceptedDossier> {
  return send('POST', `${base}/dossiers/${id}/accept`, { body: {}, ifMatch: version, idempotencyKey });
}
