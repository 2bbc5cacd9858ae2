import { useQuery } from '@tanstack/react-query';
import { customValuesQuery } from '../../api/customFields';
import type { AsOf } from '../../api/people';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { CustomValues } from './CustomValues';

/** What the firm keeps about a unit or a position in fields of its own; nothing where it has none. */
export function CustomCard({ record, id, at }: { record: 'org_unit' | 'position'; id: string; at?: AsOf }) {
  const t = useText();
  const values = useQuery(customValuesQuery(record, id, at));
  if (!values.data || values.data.items.length === 0) return null;
  return (
    <Card title={t('custom.card')}>
      <CustomValues values={values.data} />
    </Card>
  );
}
