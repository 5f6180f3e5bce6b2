import type { ReactNode } from 'react';
import { MoreButton } from '../ui/more-button.js';
import { Loaded } from './loaded.js';

interface LoadedListProps<T> {
  /** A list that comes page by page. */
  query: {
    data: T[] | undefined;
    error: Error | null;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  /** What stands there when nothing is listed. */
  empty: ReactNode;
  children: (items: T[]) => ReactNode;
}

/** A keyset list with the way to its next page, or what it means that there is nothing on it. */
export function LoadedList<T>({ query, empty, children }: LoadedListProps<T>) {
  return (
    <>
      <Loaded query={query}>{(items) => (items.length === 0 ? empty : children(items))}</Loaded>
      {query.hasNextPage && (
        <MoreButton isLoading={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      )}
    </>
  );
}
