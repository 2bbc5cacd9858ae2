import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from './client';

/** One field of a record's declaration. */
export interface FieldMeta {
  name: string;
  /** Locale key `entity.field`. */
  label: string;
  class: string;
  type: 'text' | 'integer' | 'boolean' | 'date' | 'instant' | 'money' | 'reference' | 'document';
  required: boolean;
  searchable: boolean;
  sealed: boolean;
  /** The record it points to, or `catalogue:<kind>`. */
  refers_to: string | null;
}

/** The declaration of a record: one source for forms, tables, filters and exports. */
export interface RecordMeta {
  name: string;
  timeline: boolean;
  fields: FieldMeta[];
}

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
