import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { AsOf } from './people';
import type { CustomColumns, CustomField, CustomFieldList, CustomValues, PutCustomField } from './types';

export const customFieldsQuery = queryOptions({
  queryKey: ['custom-fields'],
  queryFn: ({ signal }) => api.get<CustomFieldList>('/custom-fields', undefined, signal),
});

/** The firm's own fields of people in a list. */
export const customColumnsQuery = (people: string[], fields: string, asOf?: string) =>
  queryOptions({
    queryKey: ['custom-columns', people, fields, asOf],
    queryFn: ({ signal }) =>
      api.get<CustomColumns>('/custom-columns', { people: people.join(','), fields, as_of: asOf }, signal),
  });

/** Records with fields of the firm of which a line of a roster has one each. */
export const ofAPerson: readonly string[] = ['person', 'employment', 'assignment'];

export const putCustomField = (field: PutCustomField) => api.put<CustomField>('/custom-fields', field);

/** The fields of one record with their values on a day. */
export const customValuesQuery = (record: string, id: string, dated: AsOf = {}) =>
  queryOptions({
    queryKey: ['custom-values', record, id, dated],
    queryFn: ({ signal }) => api.get<CustomValues>(`/custom-values/${record}/${id}`, { ...dated }, signal),
  });

export const putCustomValues = (
  record: string,
  id: string,
  change: { first_day: string | null; values: Record<string, unknown> },
) => api.put<CustomValues>(`/custom-values/${record}/${id}`, change);
