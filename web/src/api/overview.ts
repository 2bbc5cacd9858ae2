import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { EffectView, FigureRows, Overview } from './types';

/** The overview of a day; of today unless told. */
export const overviewQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ['overview', asOf ?? null],
    queryFn: ({ signal }) => api.get<Overview>('/overview', { as_of: asOf }, signal),
    placeholderData: keepPreviousData,
  });

/** Whether retention actions keep people, beside comparable people without them. */
export const retentionEffectQuery = queryOptions({
  queryKey: ['overview', 'retention-effect'],
  queryFn: ({ signal }) => api.get<EffectView>('/insights/retention-effect', undefined, signal),
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
