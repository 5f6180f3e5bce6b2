import type { ReactNode } from 'react';
import { Skeleton } from '../ui/skeleton.js';
import { ProblemView } from './problem-view.js';

interface Query<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

interface LoadedProps<T> {
  query: Query<T>;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** What a query brought, its skeleton until then, or why it brought nothing. */
export function Loaded<T>({ query, skeleton = <Skeleton />, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemView error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton;
}
