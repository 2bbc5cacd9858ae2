import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from './client';
import type { RecordMeta } from './types';

export const recordsQuery = queryOptions({
  queryKey: ['meta', 'records'],
  queryFn: ({ signal }) => api.get<{ items: RecordMeta[] }>('/meta/records', undefined, signal),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The declaration of one record, with the state of asking for it. */
export function useRecordMeta(name: string) {
  const { data, error, refetch } = useQuery(recordsQuery);
  return { data: data?.items.find((meta) => meta.name === name), error, refetch };
}
