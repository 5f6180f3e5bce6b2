import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import { infiniteList } from './infinite-list.js';
import type { Message } from './types.js';

export function messagesQuery() {
  return infiniteQueryOptions({
    queryKey: ['messages', 'list'],
    queryFn: ({ pageParam }) =>
      answerOf(client.GET('/api/notification/v1/messages', { params: { query: { after: pageParam } } })),
    ...infiniteList<Message>(),
  });
}

export const unreadCountQuery = queryOptions({
  queryKey: ['messages', 'unread-count'],
  queryFn: () => answerOf(client.GET('/api/notification/v1/messages/unread-count')),
  refetchInterval: 60_000,
});

export async function markRead(id: string): Promise<void> {
  await answerOf(client.POST('/api/notification/v1/messages/{id}/read', { params: { path: { id } } }));
}
