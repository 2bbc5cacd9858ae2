import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  ChangeKind,
  ChangeList,
  ChangeOpened,
  ChangePage,
  ChangePreview,
  ChangeState,
  ConfirmedMany,
  ConfirmMany,
  FlowView,
  LetterView,
  OpenChange,
  ProbationDesk,
  RetirementList,
  TemplateList,
  TemplateView,
} from './types';

export interface ChangeFilter {
  kind?: ChangeKind;
  state?: ChangeState;
  open?: boolean;
  person?: string;
}

export const changesQuery = (filter: ChangeFilter) =>
  queryOptions({
    queryKey: ['changes', 'list', filter],
    queryFn: ({ signal }) =>
      api.get<ChangeList>(
        '/changes',
        { kind: filter.kind, state: filter.state, open: filter.open, person_id: filter.person, limit: 200 },
        signal,
      ),
  });

export const changeQuery = (id: string) =>
  queryOptions({
    queryKey: ['changes', id],
    queryFn: ({ signal }) => api.get<ChangePage>(`/changes/${id}`, undefined, signal),
  });

export const probationsQuery = (days: number) =>
  queryOptions({
    queryKey: ['probations', days],
    queryFn: ({ signal }) => api.get<ProbationDesk>('/probations', { days }, signal),
  });

export const retirementsQuery = queryOptions({
  queryKey: ['retirements'],
  queryFn: ({ signal }) => api.get<RetirementList>('/retirements', undefined, signal),
});

export const templatesQuery = queryOptions({
  queryKey: ['letter-templates'],
  queryFn: ({ signal }) => api.get<TemplateList>('/letter-templates', undefined, signal),
});

export const onboardingQuery = (person: string) =>
  queryOptions({
    queryKey: ['people', person, 'onboarding'],
    queryFn: ({ signal }) => api.get<FlowView>(`/people/${person}/onboarding`, undefined, signal),
    // Most people have none: that is an answer, not a failure to try again.
    retry: false,
  });

export const openChange = (change: OpenChange) => api.post<ChangeOpened>('/changes', change);
export const previewChange = (change: OpenChange) => api.post<ChangePreview>('/changes/preview', change);
export const confirmMany = (input: ConfirmMany) => api.post<ConfirmedMany>('/changes/confirmations', input);
export const submitChange = (id: string) => api.post<ChangeOpened>(`/changes/${id}/submission`);
export const withdrawChange = (id: string, reason: string) =>
  api.post<void>(`/changes/${id}/withdrawal`, { reason });
export const undoChange = (id: string, reason: string) =>
  api.post<void>(`/changes/${id}/undoing`, { reason });
export const recordChangeAgreement = (id: string, signed_on: string, document: string) =>
  api.post<ChangeOpened>(`/changes/${id}/agreement`, { signed_on, document });
export const makeLetter = (id: string) => api.post<LetterView>(`/changes/${id}/letters`);
export const letterAddress = (letter: string) => api.address(`/letters/${letter}/file`);
export const templateSample = (template: string) => api.address(`/letter-templates/${template}/sample`);
export const withdrawTemplate = (template: string) => api.delete<void>(`/letter-templates/${template}`);
export const startOnboarding = (person: string) => api.post<FlowView>(`/people/${person}/onboarding`);

export function uploadTemplate(kind: ChangeKind, entity: string | null, file: File) {
  const form = new FormData();
  form.set('file', file);
  form.set('kind', kind);
  if (entity) form.set('legal_entity_id', entity);
  return api.post<TemplateView>('/letter-templates', form);
}
