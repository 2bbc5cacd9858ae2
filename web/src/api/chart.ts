import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { ChainView, EntityTree, OrganisationHit, OrgChart, PositionList } from './types';

/** A day, and what was known by another one. */
export interface Day {
  as_of?: string;
  known_on?: string;
}

export const chartQuery = (day: Day, unit?: string, depth?: number) =>
  queryOptions({
    queryKey: ['organisation', 'chart', day, unit ?? null, depth ?? 1],
    queryFn: ({ signal }) =>
      api.get<OrgChart>('/organisation/chart', { ...day, unit_id: unit, depth }, signal),
  });

export const entityTreeQuery = (day: Day) =>
  queryOptions({
    queryKey: ['organisation', 'entities', day],
    queryFn: ({ signal }) => api.get<EntityTree>('/organisation/entities', { ...day }, signal),
  });

export const positionsQuery = (day: Day, filter: { unit?: string; vacant?: boolean }) =>
  infiniteQueryOptions({
    queryKey: ['organisation', 'positions', day, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...day, unit_id: filter.unit, vacant: filter.vacant || undefined, cursor: pageParam };
      return api.get<PositionList>('/positions', { ...query, limit: 100 }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const chainQuery = (person: string, day: Day) =>
  queryOptions({
    queryKey: ['people', person, 'chain', day],
    queryFn: ({ signal }) => api.get<ChainView>(`/people/${person}/chain`, { ...day }, signal),
  });

export const searchOrganisation = (text: string, day: Day, signal: AbortSignal) =>
  api.get<{ items: OrganisationHit[] }>('/organisation/search', { ...day, q: text }, signal);

export interface NewPosition {
  id: string | null;
  unit_id: string;
  title: string;
  job: string | null;
  job_level: string | null;
  headcount: number;
  legal_entity_id: string | null;
  key_position: boolean;
  first_day: string;
}

export const putPosition = (position: NewPosition) => api.post<{ id: string }>('/positions', position);

export const addReportingLine = (
  person: string,
  line: { to_person_id: string; kind: string; first_day: string; last_day: string | null },
) => api.post<{ id: string }>(`/people/${person}/reporting-lines`, line);

export const endReportingLine = (person: string, line: string, lastDay: string) =>
  api.post<void>(`/people/${person}/reporting-lines/${line}/end`, { last_day: lastDay });
