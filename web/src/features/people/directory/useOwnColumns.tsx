import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { customColumnsQuery, customFieldsQuery, ofAPerson } from '../../../api/customFields';
import { useCatalogue } from '../../../api/organisation';
import type { CustomField, PersonSummary } from '../../../api/types';
import { useBilingual } from '../../../i18n/useBilingual';
import { RecordValue } from '../../../ui/record/RecordValue';
import type { Column } from '../../../ui/table/DataTable';

/** Lines asked for at once: as many as a page of the list brings, so that nothing is asked for twice. */
const together = 100;

const keyOf = (field: CustomField) => `${field.record}.${field.code}`;

/** The firm's own fields that a list of people can show. */
export function useOwnFields() {
  const both = useBilingual();
  const items = useQuery(customFieldsQuery).data?.items;
  return useMemo(
    () =>
      (items ?? [])
        .filter((field) => ofAPerson.includes(field.record))
        .map((field) => ({ key: keyOf(field), title: both(field.title), field })),
    [items, both],
  );
}

/** Columns of the firm's own fields, of those that were chosen. */
export function useOwnColumns(
  keys: readonly string[],
  people: readonly PersonSummary[],
  asOf: string | undefined,
): Column<PersonSummary>[] {
  const { nameOf } = useCatalogue();
  const chosen = useOwnFields().filter(({ key }) => keys.includes(key));
  const wanted = chosen.map(({ key }) => key).join(',');
  const parts = Array.from({ length: Math.ceil(people.length / together) }, (_, part) =>
    people.slice(part * together, (part + 1) * together).map((person) => person.person_id),
  );
  const lines = useQueries({
    queries: (wanted ? parts : []).map((ids) => customColumnsQuery(ids, wanted, asOf)),
    combine: (results) =>
      new Map(results.flatMap((result) => result.data?.items ?? []).map((line) => [line.person_id, line])),
  });
  return chosen.map(({ key, title, field }) => ({
    key,
    title,
    width: 'minmax(80px, 1fr)',
    phone: 'away',
    cell: (person: PersonSummary) => {
      const line = lines.get(person.person_id);
      if (!line) return null;
      return (
        <RecordValue
          field={{
            name: field.code,
            label: title,
            class: field.class,
            type: field.kind === 'decimal' || field.kind === 'code' ? 'text' : field.kind,
            required: false,
            searchable: false,
            sealed: false,
            refers_to: field.list ? `catalogue:${field.list}` : null,
          }}
          row={{
            [field.code]: line.values[key] as string | number | boolean | null,
            redacted: line.redacted.includes(key) ? [field.code] : [],
          }}
          nameOf={(target, value) => nameOf(target.replace('catalogue:', ''), value)}
        />
      );
    },
  }));
}
