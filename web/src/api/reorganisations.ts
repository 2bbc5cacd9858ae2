import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  DraftChart,
  MoveList,
  OrganisationStep,
  ReorganisationList,
  ReorganisationPreview,
  ReorganisationView,
} from './types';

const root = '/reorganisations';
const key = 'reorganisations';

export const reorganisationsQuery = queryOptions({
  queryKey: [key],
  queryFn: ({ signal }) => api.get<ReorganisationList>(root, undefined, signal),
});

export const reorganisationQuery = (id: string) =>
  queryOptions({
    queryKey: [key, id],
    queryFn: ({ signal }) => api.get<ReorganisationView>(`${root}/${id}`, undefined, signal),
  });

export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: [key, id, 'preview'],
    queryFn: ({ signal }) => api.get<ReorganisationPreview>(`${root}/${id}/preview`, undefined, signal),
  });

export const draftChartQuery = (id: string, unit?: string) =>
  queryOptions({
    queryKey: [key, id, 'chart', unit ?? null],
    queryFn: ({ signal }) => api.get<DraftChart>(`${root}/${id}/chart`, { unit_id: unit }, signal),
  });

export const movesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: [key, id, 'moves'],
    queryFn: ({ pageParam, signal }) =>
      api.get<MoveList>(`${root}/${id}/moves`, { cursor: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export interface NewReorganisation {
  title: string;
  effective_on: string;
  note: string;
}

export const createReorganisation = (input: NewReorganisation) => api.post<ReorganisationView>(root, input);

export const editReorganisation = (id: string, input: NewReorganisation & { version: number }) =>
  api.put<ReorganisationView>(`${root}/${id}`, input);

export const addChange = (id: string, version: number, change: OrganisationStep) =>
  api.post<ReorganisationView>(`${root}/${id}/changes`, { version, change });

export const removeChange = (id: string, version: number, change: string) =>
  api.delete<ReorganisationView>(`${root}/${id}/changes/${change}`, { version });

export const confirmReorganisation = (id: string, version: number) =>
  api.post<ReorganisationView>(`${root}/${id}/confirmation`, { version });

export const submitReorganisation = (id: string, version: number) =>
  api.post<ReorganisationView>(`${root}/${id}/submission`, { version });

export const withdrawReorganisation = (id: string, reason: string, toDraft: boolean) =>
  api.post<ReorganisationView>(`${root}/${id}/withdrawal`, { reason, to_draft: toDraft });
