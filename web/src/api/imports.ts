import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { ImportList, ImportMapping, ImportView, MendImport, SignedVerification } from './types';

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => api.get<ImportList>('/imports', undefined, signal),
});

/** One import; while it runs it is asked for again and again. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => api.get<ImportView>(`/imports/${id}`, undefined, signal),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 700 : false),
  });

export function uploadRoster(file: File) {
  const form = new FormData();
  form.set('file', file);
  return api.post<ImportView>('/imports', form);
}

export const saveMapping = (id: string, mapping: ImportMapping) =>
  api.put<ImportView>(`/imports/${id}/mapping`, mapping);
export const checkImport = (id: string) => api.post<ImportView>(`/imports/${id}/check`);
export const mendImport = (id: string, mend: MendImport) => api.post<ImportView>(`/imports/${id}/mend`, mend);
export const runImport = (id: string, mode: 'all_or_nothing' | 'skip_bad_rows') =>
  api.post<ImportView>(`/imports/${id}/run`, { mode });
export const cancelImport = (id: string) => api.post<ImportView>(`/imports/${id}/cancel`);
export const undoImport = (id: string, reason: string) =>
  api.post<ImportView>(`/imports/${id}/undo`, { reason });
export const verifyImport = (id: string) => api.post<SignedVerification>(`/imports/${id}/verification`);
/** An empty roster to fill in. */
export const rosterTemplate = () => api.address('/imports/template.xlsx');
/** A workbook for each file of a set from an older system, packed. */
export const setTemplates = () => api.address('/imports/templates.zip');
/** The mapping as a file for `renhe import people --map`. */
export const mappingFile = (id: string) => api.address(`/imports/${id}/mapping.toml`);
