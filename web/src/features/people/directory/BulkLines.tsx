import type { BulkLine, BulkPost, BulkPreview } from '../../../api/types';
import type { MessageKey } from '../../../i18n/catalogue';
import { useFormats } from '../../../i18n/format';
import { usePlaces } from '../../../i18n/useNamed';
import { useCode, useText } from '../../../i18n/useText';
import { Tag } from '../../../ui/Tag';
import { type Column, DataTable } from '../../../ui/table/DataTable';
import styles from './directory.module.css';

/** Lines that are drawn; who stays and who needs a thought come first. */
const shown = 200;

type PlaceName = (place: string) => string;

const parts: readonly { key: string; title: MessageKey; of: (post: BulkPost, place: PlaceName) => string }[] =
  [
    { key: 'unit', title: 'assignment.unit_id', of: (post) => post.unit.name },
    { key: 'manager', title: 'assignment.manager_id', of: (post) => post.manager?.full_name ?? '' },
    { key: 'place', title: 'assignment.place', of: (post, place) => place(post.place) },
    { key: 'level', title: 'assignment.job_level', of: (post) => post.job_level ?? '' },
  ];

const rank = (line: BulkLine) => (line.refused ? 0 : line.warnings.length > 0 ? 1 : 2);

/** What a change of many would do to each of them. */
export function BulkLines({ preview }: { preview: BulkPreview }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = usePlaces();
  const rows = preview.items.toSorted((a, b) => rank(a) - rank(b));
  // What changes for nobody needs no column.
  const told = parts.filter((part) =>
    rows.some((line) => part.of(line.before, nameOf) !== part.of(line.after, nameOf)),
  );
  const columns: Column<BulkLine>[] = told.map((part) => ({
    key: part.key,
    title: t(part.title),
    phone: 'line',
    cell: (line) => <Changed before={part.of(line.before, nameOf)} after={part.of(line.after, nameOf)} />,
  }));
  return (
    <>
      <p role="status">
        {t('directory.bulk.counts', {
          changed: format.number(preview.changed),
          refused: format.number(preview.refused),
        })}
      </p>
      <DataTable<BulkLine>
        label={t('directory.bulk.preview')}
        rows={rows.slice(0, shown)}
        rowKey={(line) => line.person.id}
        columns={[
          {
            key: 'who',
            title: t('person.full_name'),
            phone: 'lead',
            cell: (line) => `${line.person.full_name} ${line.employee_no}`,
          },
          ...columns,
          {
            key: 'result',
            title: t('directory.bulk.result'),
            phone: 'side',
            cell: (line) => <Result line={line} />,
          },
        ]}
        foot={rows.length > shown ? t('directory.bulk.more', { count: rows.length - shown }) : undefined}
      />
    </>
  );
}

function Changed({ before, after }: { before: string; after: string }) {
  if (before === after) return <span className="muted">{before}</span>;
  return (
    <>
      <span className="muted">{before}</span> → <span className={styles.after}>{after}</span>
    </>
  );
}

function Result({ line }: { line: BulkLine }) {
  const t = useText();
  const code = useCode();
  if (line.refused) return <Tag tone="warn">{code(`directory.refused.${line.refused}`, line.refused)}</Tag>;
  if (line.warnings.length === 0) return <Tag tone="good">{t('directory.bulk.changes')}</Tag>;
  return line.warnings.map((warning) => (
    <Tag key={warning} tone="info">
      {code(`directory.warning.${warning}`, warning)}
    </Tag>
  ));
}
