import { infiniteQueryOptions } from '@tanstack/react-query';
import type { components } from '@motcua/sdk';
import { answerOf, client } from './client.js';
import { infiniteList } from './infinite-list.js';

export type RegisterBookRow = components['schemas']['RegisterBookRow'];

/** A counter, and the first and last civil day of acceptance. */
export interface RegisterBookFilter {
  agency: string;
  from: string;
  to: string;
}

export function registerBookQuery(filter: RegisterBookFilter) {
  return infiniteQueryOptions({
    queryKey: ['register-book', filter],
    queryFn: ({ pageParam }) =>
      answerOf(client.GET('/api/dossier/v1/register-book', { params: { query: { ...filter, after: pageParam } } })),
    ...infiniteList<RegisterBookRow>(),
  });
}

/** The same as a PDF, in the shape of the statutory form. */
export function registerBookUrl(filter: RegisterBookFilter): string {
  return `/api/document/v1/register-book?${new URLSearchParams({ ...filter }).toString()}`;
}
