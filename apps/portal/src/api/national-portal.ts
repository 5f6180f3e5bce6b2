import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import { infiniteList } from './infinite-list.js';
import type { PortalArrival, PortalDossier, PortalFollowUp } from './types.js';

export const portalFilters = ['differing', 'lagging', 'refused'] as const;
export type PortalFilter = (typeof portalFilters)[number];

const lookAgainMs = 15_000;
export const portalKey = ['national-portal'] as const;

/** How far the citizens' pages are open here; asked once a visit. */
export const citizenPagesQuery = queryOptions({
  queryKey: ['citizen-pages'],
  queryFn: () => answerOf(client.GET('/api/dossier/v1/citizen-pages')),
  staleTime: 60 * 60_000,
});

export const portalSummaryQuery = queryOptions({
  queryKey: [...portalKey, 'summary'],
  queryFn: () => answerOf(client.GET('/api/dossier/v1/national-portal')),
  refetchInterval: lookAgainMs,
});

export function portalDossiersQuery({ filter, q }: { filter?: PortalFilter; q?: string }) {
  return infiniteQueryOptions({
    queryKey: [...portalKey, 'dossiers', filter, q],
    queryFn: ({ pageParam }) =>
      answerOf(
        client.GET('/api/dossier/v1/national-portal/dossiers', { params: { query: { filter, q, after: pageParam } } }),
      ),
    ...infiniteList<PortalDossier>(),
    refetchInterval: lookAgainMs,
  });
}

export function portalArrivalsQuery(state: PortalArrival['state']) {
  return infiniteQueryOptions({
    queryKey: [...portalKey, 'arrivals', state],
    queryFn: ({ pageParam }) =>
      answerOf(
        client.GET('/api/dossier/v1/national-portal/arrivals', { params: { query: { state, after: pageParam } } }),
      ),
    ...infiniteList<PortalArrival>(),
    refetchInterval: lookAgainMs,
  });
}

/** Supplements and withdrawals that were given there and refused. */
export const portalFollowUpsQuery = infiniteQueryOptions({
  queryKey: [...portalKey, 'follow-ups'],
  queryFn: ({ pageParam }) =>
    answerOf(
      client.GET('/api/dossier/v1/national-portal/follow-ups', {
        params: { query: { state: 'refused', after: pageParam } },
      }),
    ),
  ...infiniteList<PortalFollowUp>(),
  refetchInterval: lookAgainMs,
});

export function resendStates(dossierId: string): Promise<{ dossiers: number }> {
  return answerOf(
    client.POST('/api/dossier/v1/national-portal/dossiers/{id}/resend', { params: { path: { id: dossierId } } }),
  );
}

export function resendAllStates(filter: PortalFilter): Promise<{ dossiers: number }> {
  return answerOf(client.POST('/api/dossier/v1/national-portal/resend', { body: { filter } }));
}

export async function retryArrival(number: string): Promise<void> {
  await answerOf(
    client.POST('/api/dossier/v1/national-portal/arrivals/{number}/retry', { params: { path: { number } } }),
  );
}

/** The table that spreadsheets open. */
export function portalReportUrl(filter: PortalFilter | undefined): string {
  return `/api/dossier/v1/national-portal/report${filter ? `?filter=${filter}` : ''}`;
}
