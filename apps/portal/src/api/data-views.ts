import { infiniteQueryOptions } from '@tanstack/react-query';
import type { components } from '@motcua/sdk';
import { answerOf, client } from './client.js';
import { infiniteList } from './infinite-list.js';

export type DataView = components['schemas']['DataView'];
type DataViewList = components['schemas']['DataViewList'];
export type DataViewSearch = components['schemas']['SearchDataViewsInput'];

/** Who looked at the reader's own data, newest first. */
export const myDataViewsQuery = infiniteQueryOptions({
  queryKey: ['my-data-views'],
  queryFn: ({ pageParam }) =>
    answerOf(client.GET('/api/identity/v1/my/data-views', { params: { query: { after: pageParam } } })),
  ...infiniteList<DataView>(),
});

/** Searches who looked at whose data. Each search is recorded, so it is a command and never asked by itself. */
export function searchDataViews(body: DataViewSearch): Promise<DataViewList> {
  return answerOf(client.POST('/api/identity/v1/data-views/search', { body }));
}
