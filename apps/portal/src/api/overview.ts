import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';

interface OverviewFilter {
  agency?: string;
  /** Civil dates, both inclusive. */
  from?: string;
  to?: string;
}

export function overviewQuery(filter: OverviewFilter) {
  return queryOptions({
    queryKey: ['overview', filter],
    queryFn: () => answerOf(client.GET('/api/reporting/v1/overview', { params: { query: filter } })),
    placeholderData: keepPreviousData,
  });
}
