import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { FigureRows, Overview } from './types';

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => api.get<Overview>('/overview', undefined, signal),
});

export const figureRowsQuery = (key: string, asOf: string) =>
  infiniteQueryOptions({
    queryKey: ['overview', 'rows', key, asOf],
    queryFn: ({ pageParam, signal }) =>
      api.get<FigureRows>(
        `/overview/figures/${encodeURIComponent(key)}/rows`,
        { as_of: asOf, cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
