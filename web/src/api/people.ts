import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import { ApiProblem } from './problem';
import type { Hire, Hired, PageOf, PersonPage, PersonSummary, RosterQuery, TimelineItem } from './types';

/** What narrows and orders the roster, as it stands in the address. */
export interface RosterFilter {
  q?: string;
  unit?: string;
  entity?: string;
  manager?: string;
  /** What the manager is called, for the chip. */
  manager_name?: string;
  status?: string;
  kind?: string;
  place?: string;
  level?: string;
  hired_from?: string;
  hired_to?: string;
  ends_by?: string;
  sort?: string;
  as_of?: string;
  /** Columns of the table, with commas between. */
  cols?: string;
}

export interface AsOf {
  as_of?: string;
  known_on?: string;
}

const pageSize = 100;

/** The same under the names of the wire. */
export const rosterParameters = (filter: RosterFilter): RosterQuery =>
  ({
    q: filter.q,
    unit_id: filter.unit,
    legal_entity_id: filter.entity,
    manager_id: filter.manager,
    status: filter.status,
    kind: filter.kind,
    place: filter.place,
    job_level: filter.level,
    hired_from: filter.hired_from,
    hired_to: filter.hired_to,
    contract_ends_by: filter.ends_by,
    sort: filter.sort,
    as_of: filter.as_of,
  }) as RosterQuery;

/** What changes the list; which columns are shown does not. */
const listKey = ({ cols: _, manager_name: __, ...filter }: RosterFilter) => filter;

export const countQuery = (filter: RosterFilter) =>
  queryOptions({
    queryKey: ['people', 'count', { ...listKey(filter), sort: undefined }],
    queryFn: ({ signal }) =>
      api.get<{ total: number }>('/people-count', { ...rosterParameters(filter), sort: undefined }, signal),
  });

export const rosterQuery = (filter: RosterFilter) =>
  infiniteQueryOptions({
    queryKey: ['people', 'list', listKey(filter)],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...rosterParameters(filter), cursor: pageParam, limit: pageSize };
      return api.get<PageOf<'PersonSummary'>>('/people', query, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const personQuery = (id: string, at: AsOf) =>
  queryOptions({
    queryKey: ['people', id, at],
    queryFn: ({ signal }) => api.get<PersonPage>(`/people/${id}`, { ...at }, signal),
  });

/** The record into which the one that was asked for went, where the answer names it. */
export function survivorOf(error: Error | null): string | null {
  return error instanceof ApiProblem && error.code === 'people.merged'
    ? (error.params.person_id ?? null)
    : null;
}

export const timelineQuery = (id: string, at: AsOf) =>
  queryOptions({
    queryKey: ['people', id, 'timeline', at],
    queryFn: ({ signal }) => api.get<{ items: TimelineItem[] }>(`/people/${id}/timeline`, { ...at }, signal),
  });

/** People by name, pinyin, initials or number, for the palette and the pickers. */
export async function findPeople(text: string, signal: AbortSignal) {
  const found = await api.get<{ items: PersonSummary[] }>('/search', { q: text }, signal);
  return found.items.map((person) => ({
    id: person.person_id,
    title: person.full_name,
    hint: [person.employee_no, person.position, person.unit.name].filter(Boolean).join(' '),
  }));
}

/** With `onboarding` the checklist of the first months starts as well. */
export const hirePerson = (hire: Hire, onboarding: boolean) =>
  api.post<Hired>('/people', hire, { query: { onboarding } });

export const changePay = (id: string, change: { first_day: string; base_pay_fen: number; reason: string }) =>
  api.post<void>(`/people/${id}/pay-changes`, change);

/** A masked value, opened for a reason that stands in the trail. */
export async function revealField(
  id: string,
  look: { field: string; reason: string; as_of: string; known_at: string },
): Promise<string | number | null> {
  const path = `/people/${id}/reveals`;
  const revealed = await api.post<{ field: string; value: string | number | null }>(path, look);
  return revealed.value;
}

/** Where the roster of a day can be downloaded. */
export const rosterExport = (asOf: string, format: 'csv' | 'xlsx' | 'json') =>
  api.address('/exports/people', { as_of: asOf, format });

/** Where the list of the page can be downloaded, with these columns. */
export const listExport = (filter: RosterFilter, columns: readonly string[], format: 'csv' | 'xlsx') =>
  api.address('/exports/people-list', {
    ...rosterParameters(filter),
    columns: columns.join(','),
    format,
  });
