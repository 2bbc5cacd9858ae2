import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  AddTask,
  CertificateView,
  CostPreviewView,
  CycleOverview,
  LastDayChange,
  MyOffboarding,
  NewAgreement,
  Nudged,
  OffboardingPage,
  PageOf,
  ResignationPreview,
  SettlementFact,
  SettlementView,
  TalkList,
} from './types';

export const boardQuery = (closed: boolean) =>
  queryOptions({
    queryKey: ['offboarding', 'board', closed],
    queryFn: ({ signal }) =>
      api.get<PageOf<'BoardItem'>>('/offboardings', { include_closed: closed || undefined }, signal),
  });

export const cycleQuery = queryOptions({
  queryKey: ['offboarding', 'cycle'],
  queryFn: ({ signal }) => api.get<CycleOverview>('/offboardings/cycle', undefined, signal),
});

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['offboarding', id],
    queryFn: ({ signal }) => api.get<OffboardingPage>(`/offboardings/${id}`, undefined, signal),
  });

export const talksQuery = (person: string) =>
  queryOptions({
    queryKey: ['offboarding', 'talks', person],
    queryFn: ({ signal }) => api.get<TalkList>(`/people/${person}/talks`, undefined, signal),
  });

interface Opened {
  id: string;
}

export const openPreOffboarding = (plan: {
  person_id: string;
  reason: string;
  evidence: { kind: 'talk' | 'statement'; id: string } | null;
}) => api.post<Opened>('/offboardings/pre', plan);
export const recordResignation = (resignation: {
  person_id: string;
  written: boolean;
  received_on: string;
  wished_last_day: string | null;
  document: string;
}) => api.post<Opened>('/offboardings/resignations', resignation);
export const recordAgreement = (agreement: NewAgreement) =>
  api.post<Opened>('/offboardings/agreements', agreement);
export const previewCost = (person: string, day: string) =>
  api.post<CostPreviewView>('/offboardings/cost-previews', {
    person_id: person,
    wanted_last_day: day,
    protected: null,
  });

export const closePreOffboarding = (id: string, reason: string) =>
  api.post<void>(`/offboardings/${id}/close`, { reason });
export const changeLastDay = (id: string, change: LastDayChange) =>
  api.post<void>(`/offboardings/${id}/last-day`, change);
export const decideWithdrawal = (id: string, consent: boolean, reason: string) =>
  api.post<void>(`/offboardings/${id}/withdrawal-decision`, { consent, reason });
export const recordExitInterview = (id: string, reason: string, note: string | null) =>
  api.post<void>(`/offboardings/${id}/exit-interview`, { reason, note });
export const computeSettlement = (id: string, facts: SettlementFact[] | null) =>
  api.post<SettlementView>(`/offboardings/${id}/settlement`, { facts });
export const confirmSettlement = (id: string, settlement: string) =>
  api.post<SettlementView>(`/offboardings/${id}/settlement/confirmation`, { settlement_id: settlement });
/** Asks the owners of late tasks, or of one open task; they see who asked. */
export const nudgeTasks = (id: string, task: string | null) =>
  api.post<Nudged>(`/offboardings/${id}/nudges`, { task_id: task });
export const addTask = (id: string, task: AddTask) => api.post<Opened>(`/offboardings/${id}/tasks`, task);
export const issueCertificate = (id: string) => api.post<CertificateView>(`/offboardings/${id}/certificate`);

// The reader's own leaving.
export const myOffboardingQuery = queryOptions({
  queryKey: ['offboarding', 'mine'],
  queryFn: ({ signal }) => api.get<MyOffboarding>('/me/offboarding', undefined, signal),
});
export const resignationPreviewQuery = queryOptions({
  queryKey: ['offboarding', 'resignation'],
  queryFn: ({ signal }) => api.get<ResignationPreview>('/me/resignation-preview', undefined, signal),
});
export const submitResignation = (text: string, wished: string | null) =>
  api.post<Opened>('/me/resignation', { text, wished_last_day: wished });
export const requestWithdrawal = (reason: string) => api.post<void>('/me/withdrawal-request', { reason });
