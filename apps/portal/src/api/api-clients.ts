import { infiniteQueryOptions } from '@tanstack/react-query';
import { answerOf, client, idempotent } from './client.js';
import { infiniteList } from './infinite-list.js';
import type { AddKey, ApiClient, ChangeApiClient, RegisterApiClient } from './types.js';

/** Systems of agencies that call the API, by their id. */
export const apiClientsQuery = infiniteQueryOptions({
  queryKey: ['api-clients'],
  queryFn: ({ pageParam }) =>
    answerOf(client.GET('/api/identity/v1/api-clients', { params: { query: pageParam ? { after: pageParam } : {} } })),
  ...infiniteList<ApiClient>(),
});

export async function registerApiClient(body: RegisterApiClient, idempotencyKey: string): Promise<void> {
  await answerOf(client.POST('/api/identity/v1/api-clients', { body, headers: idempotent(idempotencyKey) }));
}

const at = (id: string) => ({ params: { path: { id } } });

export async function changeApiClient(id: string, body: ChangeApiClient): Promise<void> {
  await answerOf(client.PUT('/api/identity/v1/api-clients/{id}', { ...at(id), body }));
}

export async function addApiClientKey(id: string, body: AddKey): Promise<void> {
  await answerOf(client.POST('/api/identity/v1/api-clients/{id}/keys', { ...at(id), body }));
}

export async function revokeApiClientKey(id: string, kid: string): Promise<void> {
  await answerOf(client.DELETE('/api/identity/v1/api-clients/{id}/keys/{kid}', { params: { path: { id, kid } } }));
}

export async function suspendApiClient(id: string): Promise<void> {
  await answerOf(client.POST('/api/identity/v1/api-clients/{id}/suspend', at(id)));
}

export async function resumeApiClient(id: string): Promise<void> {
  await answerOf(client.POST('/api/identity/v1/api-clients/{id}/resume', at(id)));
}
