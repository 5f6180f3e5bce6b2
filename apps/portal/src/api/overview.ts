import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from './client.js';
import type { Overview } from './types.js';

interface OverviewFilter {
  agency?: string;
  /** Civil dates, both inclusive. */
  from?: string;
  to?: string;
}

export function overviewQuery(filter: OverviewFilter) {
  return queryOptions({
    queryKey: ['overview', filter],
    queryFn: () => get<Overview>('/api/reporting/v1/overview', { ...filter }),
    placeholderData: keepPreviousData,
  });
}
