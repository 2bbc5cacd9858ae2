import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  ChangeOwnData,
  ContactView,
  CorrectPerson,
  NewTag,
  OwnData,
  OwnReadList,
  TagView,
} from './types';

export const tagsQuery = (person: string) =>
  queryOptions({
    queryKey: ['people', person, 'tags'],
    queryFn: ({ signal }) => api.get<{ items: TagView[] }>(`/people/${person}/tags`, undefined, signal),
  });

export const addTag = (person: string, tag: NewTag) =>
  api.post<{ id: string }>(`/people/${person}/tags`, tag);
export const objectToTag = (tag: string, objection: string) =>
  api.post<void>(`/person-tags/${tag}/objection`, { objection });
export const answerTag = (tag: string, keep: boolean, reason: string) =>
  api.post<void>(`/person-tags/${tag}/answer`, { keep, reason });

/** Who looked at what is delicate about the reader. */
export const ownReadsQuery = queryOptions({
  queryKey: ['me', 'reads'],
  queryFn: ({ signal }) => api.get<OwnReadList>('/me/reads', undefined, signal),
});

/** What the reader has given about themselves, and the changes asked for. */
export const ownDataQuery = queryOptions({
  queryKey: ['me', 'data'],
  queryFn: ({ signal }) => api.get<OwnData>('/me/data', undefined, signal),
});

export const askOwnChange = (change: ChangeOwnData) => api.post<{ id: string }>('/me/data-changes', change);
export const withdrawOwnChange = (request: string) =>
  api.post<void>(`/me/data-changes/${request}/withdrawal`, {});

/** Where somebody lives and whom to call. */
export const contactQuery = (person: string) =>
  queryOptions({
    queryKey: ['people', person, 'contact'],
    queryFn: ({ signal }) => api.get<ContactView>(`/people/${person}/contact`, undefined, signal),
  });

export const correctPerson = (person: string, correction: CorrectPerson) =>
  api.put<void>(`/people/${person}/data`, correction);
