import type { GroupRow, ModelView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Tag } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';

/** Below this share of the group flagged most, a difference calls for a look. */
const fourFifths = 0.8;

/** How the model treats groups. The attribute is no input; it is read for this table only. */
export function FairnessCard({ table }: { table: ModelView['fairness'][number] }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const share = (value: number | null) => (value === null ? t('model.none') : format.percent(value));
  const title = t('model.fairness', {
    attribute: code(`model.attribute.${table.attribute}`, table.attribute),
  });
  const columns: Column<GroupRow>[] = [
    {
      key: 'group',
      title: t('model.group'),
      width: 'minmax(90px, 1.2fr)',
      cell: (row) => code(`model.group.${row.group}`, row.group),
    },
    { key: 'rows', title: t('model.group.rows'), align: 'end', cell: (row) => format.number(row.rows) },
    { key: 'base', title: t('model.group.base'), align: 'end', cell: (row) => share(row.base_rate) },
    {
      key: 'flagged',
      title: t('model.group.flagged'),
      align: 'end',
      phone: 'side',
      cell: (row) => share(row.flagged_rate),
    },
    {
      key: 'false',
      title: t('model.group.false_alarms'),
      align: 'end',
      cell: (row) => share(row.false_alarm_rate),
    },
    { key: 'found', title: t('model.group.found'), align: 'end', cell: (row) => share(row.found_rate) },
    {
      key: 'ratio',
      title: t('model.group.ratio'),
      width: 'minmax(110px, 1fr)',
      align: 'end',
      cell: (row) => <Ratio value={row.impact_ratio} />,
    },
  ];
  return (
    <Card title={title} note={t('model.fairness.note')} flush>
      <DataTable label={title} rows={table.groups} rowKey={(row) => row.group} columns={columns} />
    </Card>
  );
}

function Ratio({ value }: { value: number | null }) {
  const t = useText();
  const format = useFormats();
  if (value === null) return t('model.none');
  const ratio = format.number(value, 2);
  return value < fourFifths ? <Tag tone="warn">{t('model.group.look', { ratio })}</Tag> : ratio;
}
