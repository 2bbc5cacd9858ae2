import type { FileView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { TextButton } from '../../ui/Button';
import { DataTable } from '../../ui/table/DataTable';
import styles from './files.module.css';
import { FileTags, newest, useCategory, useSize } from './words';

/** Documents as a list: what they are, whose, and where a search found something. */
export function FileTable({
  label,
  files,
  total,
  looked,
  ofPerson,
  onOpen,
  onEnd,
}: {
  label: string;
  files: FileView[];
  total: number | null;
  /** What was looked for. */
  looked?: string;
  /** On a person's page the person is not named again. */
  ofPerson?: boolean;
  onOpen: (id: string) => void;
  onEnd?: () => void;
}) {
  const t = useText();
  const format = useFormats();
  const size = useSize();
  const category = useCategory();
  const person = {
    key: 'person',
    title: t('files.person'),
    width: 'minmax(110px, 1fr)',
    cell: (file: FileView) => format.parts([file.person_name, file.employee_no]),
  };
  return (
    <DataTable
      label={label}
      rows={files}
      rowKey={(file) => file.id}
      total={total}
      onEnd={onEnd}
      columns={[
        {
          key: 'title',
          title: t('files.title'),
          width: 'minmax(180px, 2.4fr)',
          phone: 'lead',
          cell: (file) => (
            <div style={{ minWidth: 0 }}>
              <TextButton plain className={styles.title} onClick={() => onOpen(file.id)}>
                {file.title || t('files.no_title')}
              </TextButton>
              {file.snippet && looked && <Snippet text={file.snippet} looked={looked} />}
            </div>
          ),
        },
        ...(ofPerson ? [] : [person]),
        {
          key: 'category',
          title: t('file.category'),
          width: 'minmax(96px, 1fr)',
          cell: (file) => category(file.category),
        },
        {
          key: 'filed',
          title: t('file.filed_at'),
          width: '116px',
          cell: (file) => <time dateTime={file.filed_at}>{format.moment(file.filed_at)}</time>,
        },
        {
          key: 'size',
          title: t('file_version.byte_count'),
          width: '84px',
          align: 'end',
          phone: 'away',
          cell: (file) => {
            const version = newest(file);
            return version ? size(version.byte_count) : '';
          },
        },
        {
          key: 'tags',
          title: t('people.status'),
          width: 'minmax(110px, 1fr)',
          phone: 'side',
          cell: (file) => (
            <span className="row">
              <FileTags file={file} />
            </span>
          ),
        },
      ]}
    />
  );
}

/** The piece of text around a hit, the hit marked. */
function Snippet({ text, looked }: { text: string; looked: string }) {
  const first = looked.trim().split(/\s+/)[0] ?? '';
  const at = first === '' ? -1 : text.toLowerCase().indexOf(first.toLowerCase());
  if (at < 0) return <span className={styles.snippet}>{text}</span>;
  return (
    <span className={styles.snippet}>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + first.length)}</mark>
      {text.slice(at + first.length)}
    </span>
  );
}
