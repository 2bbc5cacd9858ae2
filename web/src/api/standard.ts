import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type {
  AskedField,
  AssignFindings,
  CodeImport,
  CodeMappingList,
  CodeSetList,
  DataAuditDetail,
  DataAuditList,
  DuplicateComparison,
  DuplicateList,
  FindingList,
  MergeList,
  NextNumber,
  NumberPreview,
  NumberRuleDraft,
  NumberRuleList,
  OwnerRef,
  PutAuditItem,
  PutAuditPlan,
  PutCodeMapping,
  QualityOverview,
  QualityRun,
  QueryAnswer,
  RunQuery,
  SavedQuery,
  SaveQuery,
} from './types';

export const numberRulesQuery = queryOptions({
  queryKey: ['standard', 'numbers'],
  queryFn: ({ signal }) => api.get<NumberRuleList>('/number-rules', undefined, signal),
});

export const putNumberRule = (draft: NumberRuleDraft) => api.post<{ id: string }>('/number-rules', draft);
export const previewNumberRule = (draft: NumberRuleDraft, signal?: AbortSignal) =>
  api.post<NumberPreview>('/number-rules/preview', draft, { signal });
export const endNumberRule = (rule: string, last_day: string) =>
  api.post<void>(`/number-rules/${rule}/end`, { last_day });

export interface NumberedHire {
  legal_entity_id: string;
  unit_id: string;
  hired_on: string;
  number?: string;
}

/** What a hire's number will be if nobody comes before it. */
export const nextNumberQuery = (hire: NumberedHire | null) =>
  queryOptions({
    queryKey: ['standard', 'next-number', hire],
    queryFn: ({ signal }) => api.get<NextNumber>('/employee-numbers/next', { ...hire }, signal),
    enabled: hire !== null,
    retry: false,
  });

export const duplicatesQuery = queryOptions({
  queryKey: ['standard', 'duplicates'],
  queryFn: ({ signal }) => api.get<DuplicateList>('/duplicates', undefined, signal),
});

export const comparisonQuery = (first_id: string, second_id: string) =>
  queryOptions({
    queryKey: ['standard', 'comparison', first_id, second_id],
    queryFn: ({ signal }) =>
      api.get<DuplicateComparison>('/duplicates/comparison', { first_id, second_id }, signal),
  });

export const markDifferent = (verdict: { first_id: string; second_id: string; reason: string }) =>
  api.post<void>('/duplicates/verdicts', verdict);

export interface MergePersons {
  survivor_id: string;
  absorbed_id: string;
  take: string[];
  reason: string;
}
export const mergePersons = (merge: MergePersons) =>
  api.post<{ id: string; moved: number }>('/person-merges', merge);

export const mergesQuery = queryOptions({
  queryKey: ['standard', 'merges'],
  queryFn: ({ signal }) => api.get<MergeList>('/person-merges', undefined, signal),
});
export const undoMerge = (merge: string, reason: string) =>
  api.post<void>(`/person-merges/${merge}/undo`, { reason });

export const codeSetsQuery = queryOptions({
  queryKey: ['standard', 'code-sets'],
  queryFn: ({ signal }) => api.get<CodeSetList>('/code-sets', undefined, signal),
});
export interface CodeFilter {
  kind: string;
  legal_entity_id?: string;
  unmapped?: boolean;
}
export const codeMappingsQuery = (filter: CodeFilter) =>
  queryOptions({
    queryKey: ['standard', 'code-mappings', filter],
    queryFn: ({ signal }) => api.get<CodeMappingList>('/code-mappings', { ...filter }, signal),
  });
export const putCodeMapping = (mapping: PutCodeMapping) =>
  api.post<{ id: string }>('/code-mappings', mapping);
export const codesFile = (kind: string, format: 'csv' | 'xlsx') =>
  api.address('/code-mappings/file', { kind, format });
export async function importCodes(kind: string, file: File): Promise<CodeImport> {
  const form = new FormData();
  form.append('file', file);
  return await api.post<CodeImport>(`/code-mappings/file?kind=${kind}`, form);
}

export const qualityQuery = (company?: string) =>
  queryOptions({
    queryKey: ['standard', 'quality', company ?? null],
    queryFn: ({ signal }) => api.get<QualityOverview>('/data-quality', { legal_entity_id: company }, signal),
    refetchInterval: (query) => (query.state.data?.running ? 2000 : false),
  });
export const startQualityRun = () => api.post<QualityRun>('/data-quality/runs');

export interface FindingFilter {
  rule?: string;
  legal_entity_id?: string;
  state?: string;
  mine?: boolean;
  overdue?: boolean;
}
export const findingsQuery = (filter: FindingFilter) =>
  infiniteQueryOptions({
    queryKey: ['standard', 'findings', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<FindingList>('/data-quality/findings', { ...filter, cursor: pageParam, limit: 100 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
export const ownersQuery = queryOptions({
  queryKey: ['standard', 'owners'],
  queryFn: ({ signal }) => api.get<{ items: OwnerRef[] }>('/data-quality/owners', undefined, signal),
});
export const assignFindings = (assignment: AssignFindings) =>
  api.post<{ count: number }>('/data-quality/assignments', assignment);
export const acceptFinding = (finding: string, note: string) =>
  api.post<void>(`/data-quality/findings/${finding}/accept`, { note });

export const dataAuditsQuery = queryOptions({
  queryKey: ['standard', 'audits'],
  queryFn: ({ signal }) => api.get<DataAuditList>('/data-audits', undefined, signal),
});
export const dataAuditQuery = (audit: string) =>
  queryOptions({
    queryKey: ['standard', 'audits', audit],
    queryFn: ({ signal }) => api.get<DataAuditDetail>(`/data-audits/${audit}`, undefined, signal),
  });
export const putAuditPlan = (plan: PutAuditPlan) => api.put<void>('/data-audit-plan', plan);
export const openDataAudit = () => api.post<DataAuditDetail>('/data-audits');
export const putAuditItem = (audit: string, item: string, change: PutAuditItem) =>
  api.patch<DataAuditDetail>(`/data-audits/${audit}/items/${item}`, change);
export const signDataAudit = (audit: string, statement: string) =>
  api.post<DataAuditDetail>(`/data-audits/${audit}/signature`, { statement });
export const auditReport = (audit: string) => api.address(`/data-audits/${audit}/report`);

export const queryFieldsQuery = queryOptions({
  queryKey: ['standard', 'query-fields'],
  queryFn: ({ signal }) => api.get<{ items: AskedField[] }>('/queries/fields', undefined, signal),
  staleTime: 300_000,
});
export const answerQuery = (question: RunQuery | null) =>
  infiniteQueryOptions({
    queryKey: ['standard', 'answer', question],
    queryFn: ({ pageParam, signal }) =>
      api.post<QueryAnswer>('/queries/run', { ...question, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
    enabled: question !== null,
    retry: false,
  });
export const savedQueriesQuery = queryOptions({
  queryKey: ['standard', 'saved-queries'],
  queryFn: ({ signal }) => api.get<{ items: SavedQuery[] }>('/queries', undefined, signal),
});
export const saveQuery = (query: SaveQuery) => api.post<{ id: string }>('/queries', query);
export const deleteQuery = (id: string) => api.delete<void>(`/queries/${id}`);
/** The answer as a workbook, saved by the browser. */
export async function exportAnswer(query: RunQuery): Promise<void> {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const file = await api.post<Blob>('/queries/export', { query, format: 'xlsx' }, { file: type });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${query.as_of ?? ''}跨公司查询.xlsx`;
  link.click();
  URL.revokeObjectURL(link.href);
}
