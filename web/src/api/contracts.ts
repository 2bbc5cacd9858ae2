import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  BondList,
  ContractDue,
  DeskSummary,
  MadeRenewals,
  MakeRenewals,
  NewBond,
  NewNoncompete,
  NoncompeteList,
  NoncompeteView,
  OwnContracts,
  PageOf,
  PersonContracts,
  RenewalList,
  RenewalPreview,
  RenewalView,
  StructureView,
  TermsInput,
} from './types';

export interface DeskFilter {
  q?: string;
  unit?: string;
  entity?: string;
  as_of?: string;
}

const over = (filter: DeskFilter) => ({
  unit_id: filter.unit,
  legal_entity_id: filter.entity,
  as_of: filter.as_of,
});

export const contractSummaryQuery = (filter: DeskFilter) =>
  queryOptions({
    queryKey: ['contracts', 'summary', over(filter)],
    queryFn: ({ signal }) => api.get<DeskSummary>('/contracts/summary', over(filter), signal),
  });

export const contractDuesQuery = (due: ContractDue, within: string | undefined, filter: DeskFilter) =>
  infiniteQueryOptions({
    queryKey: ['contracts', 'dues', due, within ?? null, filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<PageOf<'DeskItem'>>(
        '/contracts/dues',
        { ...over(filter), q: filter.q, due, within, cursor: pageParam, limit: 100 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });

export const structureQuery = (asOf: string | undefined) =>
  queryOptions({
    queryKey: ['contracts', 'structure', asOf ?? null],
    queryFn: ({ signal }) => api.get<StructureView>('/contracts/structure', { as_of: asOf }, signal),
  });

export const renewalsQuery = queryOptions({
  queryKey: ['contracts', 'renewals'],
  queryFn: ({ signal }) => api.get<RenewalList>('/contract-renewals', undefined, signal),
});

export const noncompetesQuery = queryOptions({
  queryKey: ['contracts', 'noncompetes'],
  queryFn: ({ signal }) => api.get<NoncompeteList>('/noncompetes', undefined, signal),
});

export const bondsQuery = queryOptions({
  queryKey: ['contracts', 'bonds'],
  queryFn: ({ signal }) => api.get<BondList>('/service-bonds', undefined, signal),
});

export const personContractsQuery = (person: string) =>
  queryOptions({
    queryKey: ['contracts', 'person', person],
    queryFn: ({ signal }) => api.get<PersonContracts>(`/people/${person}/contracts`, undefined, signal),
  });

export const ownContractsQuery = queryOptions({
  queryKey: ['contracts', 'own'],
  queryFn: ({ signal }) => api.get<OwnContracts>('/me/contracts', undefined, signal),
});

export const previewRenewals = (contracts: string[], months: number) =>
  api.post<RenewalPreview>('/contract-renewals/preview', { contract_ids: contracts, months });
export const makeRenewals = (input: MakeRenewals) => api.post<MadeRenewals>('/contract-renewals', input);
export const sendRenewal = (id: string) => api.post<RenewalView>(`/contract-renewals/${id}/sending`);
export const answerRenewal = (id: string, accept: boolean, note: string | null) =>
  api.post<RenewalView>(`/contract-renewals/${id}/answer`, { accept, note });
export const signRenewal = (
  id: string,
  input: { signed_on: string; number: string | null; signed_by: string | null },
) => api.post<RenewalView>(`/contract-renewals/${id}/signature`, input);
export const withdrawRenewal = (id: string, reason: string) =>
  api.post<RenewalView>(`/contract-renewals/${id}/withdrawal`, { reason });
export const declineRenewal = (contract: string, reason: string) =>
  api.post<RenewalView>(`/contracts/${contract}/non-renewal`, { reason });
export const putTerms = (contract: string, terms: TermsInput) =>
  api.put<void>(`/contracts/${contract}/terms`, terms);
export const recordNoncompete = (input: NewNoncompete) => api.post<{ id: string }>('/noncompetes', input);
export const stepNoncompete = (id: string, step: string, day: string) =>
  api.post<NoncompeteView>(`/noncompetes/${id}/steps`, { step, day });
export const recordBond = (input: NewBond) => api.post<{ id: string }>('/service-bonds', input);
export const waiveBond = (id: string, reason: string) =>
  api.post<void>(`/service-bonds/${id}/waiver`, { reason });
