import { queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { ApplySheetUpdate, NewSheetUpdate, SheetUpdateList, SheetUpdateView } from './types';

export const sheetUpdatesQuery = queryOptions({
  queryKey: ['sheet-updates'],
  queryFn: ({ signal }) => api.get<SheetUpdateList>('/sheet-updates', undefined, signal),
});

export const sheetUpdateQuery = (id: string) =>
  queryOptions({
    queryKey: ['sheet-updates', id],
    queryFn: ({ signal }) => api.get<SheetUpdateView>(`/sheet-updates/${id}`, undefined, signal),
  });

export const makeSheetUpdate = (input: NewSheetUpdate) => api.post<SheetUpdateView>('/sheet-updates', input);

export function returnSheet(file: File) {
  const form = new FormData();
  form.set('file', file);
  return api.post<SheetUpdateView>('/sheet-updates/files', form);
}

export const applySheetUpdate = (id: string, input: ApplySheetUpdate) =>
  api.post<SheetUpdateView>(`/sheet-updates/${id}/application`, input);

/** The workbook with the values that went out. */
export const sheetWorkbook = (id: string) => api.address(`/sheet-updates/${id}/workbook.xlsx`);
