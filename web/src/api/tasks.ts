import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { FlowItem, HandoverList, SupportTaskList, TaskList, TaskSelection } from './types';

export const tasksQuery = (status: TaskSelection) =>
  queryOptions({
    queryKey: ['tasks', status],
    queryFn: ({ signal }) => api.get<TaskList>('/tasks', { status }, signal),
  });

export const completeTask = (task: string, note: string | null) =>
  api.post<unknown>(`/tasks/${task}/completion`, { note });
export const skipTask = (task: string, reason: string) =>
  api.post<unknown>(`/tasks/${task}/skip`, { reason });
export const reopenTask = (task: string, reason: string) =>
  api.post<unknown>(`/tasks/${task}/reopening`, { reason });
export const delegateTask = (task: string, person: string) =>
  api.post<unknown>(`/tasks/${task}/delegation`, { person_id: person, account_id: null });

/** What others hand over to the reader. */
export const handoversQuery = queryOptions({
  queryKey: ['tasks', 'handovers'],
  queryFn: ({ signal }) => api.get<HandoverList>('/handovers', undefined, signal),
});

/** What the reader is asked to do for people of the team: what and how, never why. */
export const supportTasksQuery = queryOptions({
  queryKey: ['tasks', 'support'],
  queryFn: ({ signal }) => api.get<SupportTaskList>('/support-tasks', undefined, signal),
});
export const finishSupportTask = (task: string) => api.post<void>(`/support-tasks/${task}/done`);

/** The checklists of a run. */
export const flowItemsQuery = (flow: string) =>
  queryOptions({
    queryKey: ['tasks', 'items', flow],
    queryFn: ({ signal }) => api.get<{ items: FlowItem[] }>(`/flows/${flow}/items`, undefined, signal),
  });
export const removeFlowItem = (item: string) => api.delete<void>(`/flow-items/${item}`);
export const addFlowItem = (
  flow: string,
  item: { kind: string; title: string; successor_id: string | null },
) => api.post<FlowItem>(`/flows/${flow}/items`, item);
export const receiveFlowItem = (item: string) => api.post<FlowItem>(`/flow-items/${item}/receipt`);
