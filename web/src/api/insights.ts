import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  AlertAssigneeList,
  AlertPage,
  AlertSummary,
  ForesightView,
  GateKind,
  GateView,
  ModelView,
  ObjectionList,
  ObjectionView,
  OwnInsight,
} from './types';

export const alertStates = ['open', 'snoozed', 'closed', 'all'] as const;
export type AlertSelection = (typeof alertStates)[number];

export const alertsQuery = (state: AlertSelection) =>
  queryOptions({
    queryKey: ['alerts', 'list', state],
    queryFn: ({ signal }) => api.get<{ items: AlertSummary[]; open: number }>('/alerts', { state }, signal),
    retry: false,
  });

export const alertQuery = (id: string) =>
  queryOptions({
    queryKey: ['alerts', id],
    queryFn: ({ signal }) => api.get<AlertPage>(`/alerts/${id}`, undefined, signal),
    retry: false,
  });

export const assigneesQuery = (id: string) =>
  queryOptions({
    queryKey: ['alerts', id, 'assignees'],
    queryFn: ({ signal }) => api.get<AlertAssigneeList>(`/alerts/${id}/assignees`, undefined, signal),
  });
export const assignAlert = (id: string, account: string | null) =>
  api.post<void>(`/alerts/${id}/assignments`, { account_id: account });
export const snoozeAlert = (id: string, until: string, reason: string) =>
  api.post<void>(`/alerts/${id}/snoozes`, { until, reason });
export const recordTalk = (
  id: string,
  talk: { held_on: string | null; summary: string; statement: string | null },
) => api.post<{ id: string }>(`/alerts/${id}/talks`, talk);
export const recordRetentionAction = (
  id: string,
  action: { code: string; day: string | null; note: string | null },
) => api.post<{ id: string }>(`/alerts/${id}/actions`, action);
export const askSupport = (id: string, action: string, dueOn: string | null) =>
  api.post<{ id: string }>(`/alerts/${id}/support-tasks`, { action, due_on: dueOn });
export const closeAlert = (id: string, outcome: string, note: string | null) =>
  api.post<void>(`/alerts/${id}/close`, { outcome, note });

/** Foresight by unit: the view that needs no gate. */
export const foresightQuery = queryOptions({
  queryKey: ['insights', 'foresight'],
  queryFn: ({ signal }) => api.get<ForesightView>('/insights/foresight', undefined, signal),
});

/** Objections that the reader may answer. */
export const objectionsQuery = queryOptions({
  queryKey: ['objections'],
  queryFn: ({ signal }) => api.get<ObjectionList>('/objections', undefined, signal),
});
export const decideObjection = (id: string, decision: 'upheld' | 'rejected', reasons: string) =>
  api.post<ObjectionView>(`/objections/${id}/decision`, { decision, reasons });

export const gatesQuery = queryOptions({
  queryKey: ['gates'],
  queryFn: ({ signal }) => api.get<{ named_mode: boolean; items: GateView[] }>('/gates', undefined, signal),
});
export const approveGate = (
  gate: GateKind,
  record: { evidence: string; first_day: string | null; last_day: string | null },
) => api.post<unknown>(`/gates/${gate}/records`, record);
export const withdrawGate = (record: string, reason: string) =>
  api.post<unknown>(`/gate-records/${record}/withdrawal`, { reason });

export const modelQuery = queryOptions({
  queryKey: ['insights', 'model'],
  queryFn: ({ signal }) => api.get<ModelView>('/insights/model', undefined, signal),
  retry: false,
});

// What the reader sees about themselves.
export const ownInsightQuery = queryOptions({
  queryKey: ['insights', 'mine'],
  queryFn: ({ signal }) => api.get<OwnInsight>('/insights/me', undefined, signal),
});
export const answerTalk = (talk: string, confirm: boolean) =>
  api.post<void>(`/insights/me/talks/${talk}/answer`, { confirm });
export const fileObjection = (text: string) => api.post<ObjectionView>('/insights/me/objections', { text });
export const takeBackObjection = (id: string) => api.delete<void>(`/insights/me/objections/${id}`);
