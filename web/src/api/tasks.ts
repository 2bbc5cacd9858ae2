import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { TaskSelection, TaskView } from './types.flows';

export const tasksQuery = (status: TaskSelection) =>
  queryOptions({
    queryKey: ['tasks', status],
    queryFn: ({ signal }) => api.get<{ items: TaskView[]; overdue: number }>('/tasks', { status }, signal),
  });

export const completeTask = (task: string, note: string | null) =>
  api.post<unknown>(`/tasks/${task}/complete`, { note });
export const skipTask = (task: string, reason: string) =>
  api.post<unknown>(`/tasks/${task}/skip`, { reason });
export const reopenTask = (task: string, reason: string) =>
  api.post<unknown>(`/tasks/${task}/reopen`, { reason });
export const delegateTask = (task: string, person: string) =>
  api.post<unknown>(`/tasks/${task}/delegate`, { person_id: person, account_id: null });
