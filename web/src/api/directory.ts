import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  BulkDone,
  BulkPreview,
  BulkTransfer,
  NewSavedView,
  ReminderList,
  SavedViewView,
  TeamView,
} from './types';

export const viewsQuery = queryOptions({
  queryKey: ['people', 'views'],
  queryFn: ({ signal }) => api.get<{ items: SavedViewView[] }>('/directory-views', undefined, signal),
});

export const saveView = (view: NewSavedView) => api.post<{ id: string }>('/directory-views', view);
export const deleteView = (id: string) => api.delete<void>(`/directory-views/${id}`);

/** What a transfer of many would do; writes nothing. */
export const previewTransfer = (transfer: BulkTransfer) =>
  api.post<BulkPreview>('/bulk-transfers/preview', transfer);
export const transferMany = (transfer: BulkTransfer) => api.post<BulkDone>('/bulk-transfers', transfer);

export const teamQuery = (below: boolean) =>
  queryOptions({
    queryKey: ['team', below],
    queryFn: ({ signal }) => api.get<TeamView>('/team', { below: below || undefined }, signal),
  });

export const dutiesQuery = (person: string) =>
  queryOptions({
    queryKey: ['people', person, 'duties'],
    queryFn: ({ signal }) => api.get<ReminderList>(`/people/${person}/duties`, undefined, signal),
  });
