import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  ArticleList,
  ProofList,
  ProofView,
  PutArticle,
  TicketList,
  TicketPage,
  TicketQueue,
} from './types';

export const ticketsQuery = (queue: TicketQueue) =>
  queryOptions({
    queryKey: ['tickets', 'queue', queue],
    queryFn: ({ signal }) => api.get<TicketList>('/tickets', { queue }, signal),
  });
export const ownTicketsQuery = queryOptions({
  queryKey: ['tickets', 'own'],
  queryFn: ({ signal }) => api.get<TicketList>('/me/tickets', undefined, signal),
});
export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: ['tickets', id],
    queryFn: ({ signal }) => api.get<TicketPage>(`/tickets/${id}`, undefined, signal),
  });
export const articlesQuery = (q: string) =>
  queryOptions({
    queryKey: ['help-articles', q],
    queryFn: ({ signal }) => api.get<ArticleList>('/help-articles', { q: q || undefined }, signal),
  });
export const ownProofsQuery = queryOptions({
  queryKey: ['proofs', 'own'],
  queryFn: ({ signal }) => api.get<ProofList>('/me/proofs', undefined, signal),
});

export const openTicket = (category: string, title: string, body: string) =>
  api.post<{ id: string }>('/me/tickets', { category, title, body });
export const replyTicket = (id: string, body: string) =>
  api.post<TicketPage>(`/tickets/${id}/messages`, { body });
export const closeTicket = (id: string) => api.post<TicketPage>(`/tickets/${id}/closing`);
export const putArticle = (input: PutArticle) => api.put<{ id: string }>('/help-articles', input);
export const issueProof = (kind: string, purpose: string) =>
  api.post<ProofView>('/me/proofs', { kind, purpose });
export const revokeProof = (id: string) => api.post<ProofView>(`/me/proofs/${id}/revocation`);
/** Where the file of a proof can be downloaded. */
export const proofFile = (id: string) => api.address(`/me/proofs/${id}/pdf`);
