import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, send } from './client.js';
import { infiniteList } from './infinite-list.js';
import type { Message, Page } from './types.js';

const base = '/api/notification/v1/messages';

export function messagesQuery() {
  return infiniteQueryOptions({
    queryKey: ['messages', 'list'],
    queryFn: ({ pageParam }) => get<Page<Message>>(base, { after: pageParam }),
    ...infiniteList<Message>(),
  });
}

export const unreadCountQuery = queryOptions({
  queryKey: ['messages', 'unread-count'],
  queryFn: () => get<{ count: number }>(`${base}/unread-count`),
  refetchInterval: 60_000,
});

export function markRead(messageId: string): Promise<void> {
  return send('POST', `${base}/${messageId}/read`);
}
