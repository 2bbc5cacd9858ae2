import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  AwardList,
  AwardPage,
  ComplaintList,
  ComplaintView,
  DisciplineList,
  DisciplinePage,
  DisciplineView,
  NewAward,
  NewDiscipline,
  NewRuleStep,
  NewWorkRule,
  PageOf,
  PutAwardBudget,
  WorkRuleList,
} from './types';

export const workRulesQuery = queryOptions({
  queryKey: ['work-rules'],
  queryFn: ({ signal }) => api.get<WorkRuleList>('/work-rules', undefined, signal),
});
export const unacknowledgedQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['work-rules', id, 'unacknowledged'],
    queryFn: ({ pageParam, signal }) =>
      api.get<PageOf<'UnacknowledgedView'>>(
        `/work-rules/${id}/unacknowledged`,
        { cursor: pageParam, limit: 200 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
export const disciplineQuery = queryOptions({
  queryKey: ['discipline'],
  queryFn: ({ signal }) => api.get<DisciplineList>('/discipline', undefined, signal),
});
export const ownDisciplineQuery = queryOptions({
  queryKey: ['discipline', 'own'],
  queryFn: ({ signal }) => api.get<DisciplineList>('/me/discipline', undefined, signal),
});
export const disciplineCaseQuery = (id: string) =>
  queryOptions({
    queryKey: ['discipline', id],
    queryFn: ({ signal }) => api.get<DisciplinePage>(`/discipline/${id}`, undefined, signal),
  });
export const awardsQuery = queryOptions({
  queryKey: ['awards'],
  queryFn: ({ signal }) => api.get<AwardList>('/awards', undefined, signal),
});
export const awardQuery = (id: string) =>
  queryOptions({
    queryKey: ['awards', id],
    queryFn: ({ signal }) => api.get<AwardPage>(`/awards/${id}`, undefined, signal),
  });
export const complaintsQuery = queryOptions({
  queryKey: ['complaints'],
  queryFn: ({ signal }) => api.get<ComplaintList>('/complaints', undefined, signal),
});
export const ownComplaintsQuery = queryOptions({
  queryKey: ['complaints', 'own'],
  queryFn: ({ signal }) => api.get<ComplaintList>('/me/complaints', undefined, signal),
});

export const draftWorkRule = (input: NewWorkRule) => api.post<{ id: string }>('/work-rules', input);
export const recordRuleStep = (id: string, input: NewRuleStep) =>
  api.post<{ id: string }>(`/work-rules/${id}/steps`, input);
export const publishWorkRule = (id: string, effectiveOn: string) =>
  api.post<void>(`/work-rules/${id}/publication`, { effective_on: effectiveOn });
export const acknowledgeWorkRule = (id: string) => api.post<void>(`/work-rules/${id}/acknowledgement`);
export const openDiscipline = (input: NewDiscipline) => api.post<{ id: string }>('/discipline', input);
export const hearDiscipline = (id: string, day: string, said: string) =>
  api.post<DisciplineView>(`/discipline/${id}/hearing`, { day, said });
export const tellUnion = (id: string, day: string, answer: string | null) =>
  api.post<DisciplineView>(`/discipline/${id}/union-notice`, { day, answer });
export const proposeDiscipline = (id: string) => api.post<DisciplineView>(`/discipline/${id}/proposal`);
export const dropDiscipline = (id: string, reason: string) =>
  api.post<DisciplineView>(`/discipline/${id}/drop`, { reason });
export const proposeAward = (input: NewAward) => api.post<{ id: string }>('/awards', input);
export const putAwardBudget = (input: PutAwardBudget) => api.put<void>('/award-budgets', input);
export const fileComplaint = (category: string, body: string) =>
  api.post<{ id: string }>('/me/complaints', { category, body });
export const takeBackComplaint = (id: string) => api.post<void>(`/me/complaints/${id}/withdrawal`);
export const takeComplaint = (id: string) => api.post<ComplaintView>(`/complaints/${id}/handling`);
export const answerComplaint = (id: string, answer: string) =>
  api.post<ComplaintView>(`/complaints/${id}/answer`, { answer });
