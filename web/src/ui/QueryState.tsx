import type { ReactNode } from 'react';
import { asProblem } from '../api/problem';
import { SkeletonRows } from './Skeleton';
import { ErrorState } from './states';

interface Asked<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

interface QueryStateProps<T> {
  query: Asked<T>;
  /** What was asked for, in words: "人员名单". */
  what: string;
  /** Inside a card the failure draws no second frame. */
  framed?: boolean;
  waiting?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Waiting, failed or there: the three states every read has. */
export function QueryState<T>({ query, what, framed = true, waiting, children }: QueryStateProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error)
    return (
      <ErrorState
        problem={asProblem(query.error)}
        what={what}
        framed={framed}
        onRetry={() => query.refetch()}
      />
    );
  return waiting ?? <SkeletonRows />;
}
