import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { CountedFigure, FigureList } from './types.js';

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

interface FigureFilter extends OverviewFilter {
  figure: CountedFigure;
  procedure?: string;
}

/** The dossiers that a figure counts, with the names of what it is narrowed to. */
export function figureListQuery(filter: FigureFilter) {
  const firstPage: string | undefined = undefined;
  return infiniteQueryOptions({
    queryKey: ['overview', 'dossiers', filter],
    queryFn: ({ pageParam }) =>
      answerOf(
        client.GET('/api/reporting/v1/overview/dossiers', { params: { query: { ...filter, after: pageParam } } }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: (page: FigureList) => page.next,
    select: ({ pages }: { pages: FigureList[] }) => ({
      names: pages[0],
      items: pages.flatMap((page) => page.items),
    }),
  });
}
