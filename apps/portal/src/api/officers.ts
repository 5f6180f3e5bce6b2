import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, client, idempotent } from './client.js';
import { infiniteList } from './infinite-list.js';
import type { ActivationCode, Officer, OfficerListItem } from './types.js';

export const officerStates = ['active', 'invited', 'disabled'] as const;

/** What narrows the list of officers. */
export interface OfficerFilter {
  q?: string;
  agency?: string;
  state?: (typeof officerStates)[number];
}

export interface NewPosition {
  agencyCode: string;
  positionCode: string;
  validFrom: string;
  validTo?: string;
}

/** What has to be read again when an officer was changed. */
export const officersKey = ['officers'] as const;

export function officersQuery(filter: OfficerFilter) {
  return infiniteQueryOptions({
    queryKey: [...officersKey, 'list', filter],
    queryFn: ({ pageParam }) =>
      answerOf(
        client.GET('/api/identity/v1/officers', {
          params: { query: { ...filter, ...(pageParam && { after: pageParam }) } },
        }),
      ),
    ...infiniteList<OfficerListItem>(),
  });
}

export function officerQuery(id: string) {
  return queryOptions({
    queryKey: [...officersKey, 'one', id],
    queryFn: (): Promise<Officer> =>
      answerOf(client.GET('/api/identity/v1/officers/{id}', { params: { path: { id } } })),
  });
}

export const positionsQuery = queryOptions({
  queryKey: ['positions'],
  queryFn: () => answerOf(client.GET('/api/identity/v1/positions')),
  staleTime: 60 * 60_000,
});

export function createOfficer(
  officer: { username: string; fullName: string; position: NewPosition },
  idempotencyKey: string,
): Promise<{ id: string }> {
  return answerOf(client.POST('/api/identity/v1/officers', { body: officer, headers: idempotent(idempotencyKey) }));
}

const at = (id: string) => ({ params: { path: { id } } });

/** The code is answered this once. */
export function inviteOfficer(id: string): Promise<ActivationCode> {
  return answerOf(client.POST('/api/identity/v1/officers/{id}/activation-code', at(id)));
}

export async function renameOfficer(id: string, fullName: string): Promise<void> {
  await answerOf(client.PUT('/api/identity/v1/officers/{id}/name', { ...at(id), body: { fullName } }));
}

export async function givePosition(id: string, position: NewPosition): Promise<void> {
  await answerOf(client.POST('/api/identity/v1/officers/{id}/positions', { ...at(id), body: position }));
}

export async function endPosition(id: string, position: Required<NewPosition>): Promise<void> {
  await answerOf(client.POST('/api/identity/v1/officers/{id}/positions/end', { ...at(id), body: position }));
}

export async function disableOfficer(id: string): Promise<void> {
  await answerOf(client.POST('/api/identity/v1/officers/{id}/disable', at(id)));
}

export async function enableOfficer(id: string): Promise<void> {
  await answerOf(client.POST('/api/identity/v1/officers/{id}/enable', at(id)));
}

export async function endOfficerSessions(id: string): Promise<void> {
  await answerOf(client.DELETE('/api/identity/v1/officers/{id}/sessions', at(id)));
}

export async function resetSecondFactor(id: string): Promise<void> {
  await answerOf(client.DELETE('/api/identity/v1/officers/{id}/second-factor', at(id)));
}

/** @throws ProblemError `activation-refused` (422), `password-breached` (422) */
export async function activateOfficer(body: { username: string; code: string; newPassword: string }): Promise<void> {
  await answerOf(client.POST('/api/identity/v1/officer-activations', { body }));
}
