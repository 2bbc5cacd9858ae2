import type { GroupRow, ModelView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Tag } from '../../ui/Tag';
import { type PlainColumn, PlainTable } from '../../ui/table/PlainTable';

/** Below this share of the group flagged most, a difference calls for a look. */
const fourFifths = 0.8;

/** The youngest first; the others come in their order. */
const rank = (row: GroupRow) => (row.group.startsWith('under') ? 0 : 1);

/** How the model treats groups. The attribute is no input; it is read for this table only. */
export function FairnessCard({ table }: { table: ModelView['fairness'][number] }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const share = (value: number | null) => (value === null ? t('model.none') : format.percent(value));
  const title = t('model.fairness', {
    attribute: code(`model.attribute.${table.attribute}`, table.attribute),
  });
  const columns: PlainColumn<GroupRow>[] = [
    {
      key: 'group',
      title: t('model.group'),
      cell: (row) => code(`model.group.${row.group}`, row.group),
    },
    { key: 'rows', title: t('model.group.rows'), cell: (row) => format.number(row.rows) },
    { key: 'base', title: t('model.group.base'), cell: (row) => share(row.base_rate) },
    {
      key: 'flagged',
      title: t('model.group.flagged'),
      cell: (row) => share(row.flagged_rate),
    },
    {
      key: 'false',
      title: t('model.group.false_alarms'),
      cell: (row) => share(row.false_alarm_rate),
    },
    { key: 'found', title: t('model.group.found'), cell: (row) => share(row.found_rate) },
    {
      key: 'ratio',
      title: t('model.group.ratio'),
      cell: (row) => <Ratio value={row.impact_ratio} />,
    },
  ];
  if (table.groups.length === 0)
    return (
      <Card title={title} note={t('model.fairness.note')}>
        <p>{t('model.fairness.unknown')}</p>
      </Card>
    );
  return (
    <Card title={title} note={t('model.fairness.note')} flush>
      <PlainTable
        label={title}
        rows={table.groups.toSorted((a, b) => rank(a) - rank(b))}
        rowKey={(row) => row.group}
        columns={columns}
      />
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
