import { useQueries } from '@tanstack/react-query';
import { customValuesQuery } from '../../api/customFields';
import type { AsOf } from '../../api/people';
import type { PersonPage } from '../../api/types';
import { useCode, useText } from '../../i18n/useText';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { CustomValues } from './CustomValues';

/** What the firm keeps about a person in fields of its own: about the person, the employment and the post of the day. */
export function PersonCustomTab({ person, at }: { person: PersonPage; at: AsOf }) {
  const t = useText();
  const code = useCode();
  const owners: [record: string, id: string][] = [['person', person.person_id]];
  // A post is found by its employment.
  if (person.employment_id)
    owners.push(['employment', person.employment_id], ['assignment', person.employment_id]);
  const answers = useQueries({ queries: owners.map(([record, id]) => customValuesQuery(record, id, at)) });
  const waiting = answers.find((answer) => answer.data === undefined);
  const filled = answers.flatMap(({ data }) => (data && data.items.length > 0 ? [data] : []));
  const all = {
    data: waiting ? undefined : filled,
    error: waiting?.error ?? null,
    refetch: () => waiting?.refetch(),
  };
  return (
    <QueryState query={all} what={t('custom.card')} framed={false}>
      {(found) =>
        found.length === 0 ? (
          <Empty framed={false} title={t('custom.none')}>
            {t('custom.none.person')}
          </Empty>
        ) : (
          <div className="stack">
            {found.map((values) => (
              <section key={values.record} className="stack">
                {found.length > 1 && <h3>{code(`record.${values.record}`, values.record)}</h3>}
                <CustomValues values={values} />
              </section>
            ))}
          </div>
        )
      }
    </QueryState>
  );
}
