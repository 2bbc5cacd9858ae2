import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { NewTag, OwnRead, TagView } from './types';

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
  queryFn: ({ signal }) => api.get<{ items: OwnRead[] }>('/me/reads', undefined, signal),
});
