import { useQuery } from '@tanstack/react-query';
import { customValuesQuery } from '../../api/customFields';
import type { AsOf } from '../../api/people';
import type { PersonPage } from '../../api/types';
import { useText } from '../../i18n/useText';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { CustomValues } from './CustomValues';

/** What the firm keeps about a person in fields of its own. */
export function PersonCustomTab({ person, at }: { person: PersonPage; at: AsOf }) {
  const t = useText();
  const values = useQuery(customValuesQuery('person', person.person_id, at));
  return (
    <QueryState query={values} what={t('custom.card')} framed={false}>
      {(data) =>
        data.items.length === 0 ? (
          <Empty framed={false} title={t('custom.none')}>
            {t('custom.none.person')}
          </Empty>
        ) : (
          <CustomValues values={data} />
        )
      }
    </QueryState>
  );
}
