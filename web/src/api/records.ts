import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from './client';

/** A row of a collection as its declaration describes it. */
export interface CollectionRow {
  id: string;
  redacted?: string[];
  [field: string]: unknown;
}

interface CollectionPage {
  items: CollectionRow[];
  next_cursor: string | null;
  total: number | null;
}

/** A list of records that have no page of their own: the declaration names the address. */
export const collectionQuery = (path: string, q: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['collection', path, q ?? null],
    queryFn: ({ pageParam, signal }) =>
      api.get<CollectionPage>(path, { q, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const addToCollection = (path: string, values: unknown) => api.post<unknown>(path, values);
export const changeInCollection = (path: string, id: string, values: unknown) =>
  api.put<unknown>(`${path}/${id}`, values);
