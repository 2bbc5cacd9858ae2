import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useLocale } from '../i18n/useText';
import { api } from './client';
import type { CatalogueItemView, LegalEntityView, UnitView } from './types';

export const unitsQuery = (asOf?: string) =>
  queryOptions({
    queryKey: ['units', asOf ?? null],
    queryFn: ({ signal }) =>
      api.get<{ items: UnitView[]; as_of: string }>('/org-units', { as_of: asOf }, signal),
  });

export const legalEntitiesQuery = queryOptions({
  queryKey: ['legal-entities'],
  queryFn: ({ signal }) => api.get<{ items: LegalEntityView[] }>('/legal-entities', undefined, signal),
});

export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => api.get<{ items: CatalogueItemView[] }>('/catalogues', undefined, signal),
  staleTime: 300_000,
});

/** The reference lists: choices of a list, and the name of a code. */
export function useCatalogue() {
  const english = useLocale() === 'en';
  const items = useQuery(catalogueQuery).data?.items;
  const byKind = useMemo(() => {
    const kinds = new Map<string, { value: string; title: string }[]>();
    for (const item of items ?? []) {
      const option = { value: item.code, title: english ? item.title_en : item.title_zh };
      kinds.set(item.kind, [...(kinds.get(item.kind) ?? []), option]);
    }
    return kinds;
  }, [items, english]);
  const choices = useCallback((kind: string) => byKind.get(kind) ?? [], [byKind]);
  const nameOf = useCallback(
    (kind: string, code: string | null | undefined) => {
      if (!code) return '';
      return byKind.get(kind)?.find((option) => option.value === code)?.title ?? code;
    },
    [byKind],
  );
  return { choices, nameOf };
}

/** Units as choices, indented by their depth. */
export function useUnitChoices(asOf?: string) {
  const units = useQuery(unitsQuery(asOf)).data?.items;
  return useMemo(() => {
    const parents = new Map((units ?? []).map((unit) => [unit.id, unit.parent_id]));
    const depth = (id: string | null): number =>
      id === null || !parents.has(id) ? 0 : 1 + depth(parents.get(id) ?? null);
    return (units ?? []).map((unit) => ({
      value: unit.id,
      title: `${'\u3000'.repeat(Math.max(0, depth(unit.id) - 1))}${unit.name}`,
    }));
  }, [units]);
}

/** Legal employers as choices. */
export function useEntityChoices() {
  const entities = useQuery(legalEntitiesQuery).data?.items;
  return useMemo(
    () => (entities ?? []).map((entity) => ({ value: entity.id, title: entity.short_name })),
    [entities],
  );
}

export const createLegalEntity = (entity: unknown) => api.post<LegalEntityView>('/legal-entities', entity);
export const putUnit = (unit: unknown) => api.post<unknown>('/org-units', unit);
export const putCatalogueItem = (kind: string, item: unknown) =>
  api.post<unknown>(`/catalogues/${kind}`, item);
