import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { components } from '@motcua/sdk';
import { answerOf, client, idempotent } from './client.js';
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

/** Which of some looks the reader has asked about. */
export function dataViewQuestionsQuery(views: readonly DataView[]) {
  const ids = views.map(({ id }) => id).join(',');
  return queryOptions({
    queryKey: ['data-view-questions', ids],
    queryFn: () => answerOf(client.GET('/api/dossier/v1/data-view-questions', { params: { query: { views: ids } } })),
    enabled: views.length > 0,
  });
}

/** Asks why somebody looked; that opens a dossier. */
export function questionDataView(
  dataViewId: string,
  question: string,
  idempotencyKey: string,
): Promise<{ id: string; trackingNumber: string }> {
  const body = { dataViewId, question };
  return answerOf(client.POST('/api/dossier/v1/data-view-questions', { body, headers: idempotent(idempotencyKey) }));
}

/** Searches who looked at whose data. Each search is recorded, so it is a command and never asked by itself. */
export function searchDataViews(body: DataViewSearch): Promise<DataViewList> {
  return answerOf(client.POST('/api/identity/v1/data-views/search', { body }));
}
