import type { FileReport, SetFile } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Tag } from '../../ui/Tag';
import styles from './imports.module.css';

/** The files of a set: what each was taken for, and what its columns were taken for. */
export function SetFilesCard({ files, reports }: { files: SetFile[]; reports: FileReport[] }) {
  const t = useText();
  return (
    <Card title={t('import.set.files')} note={t('import.set.files.note')} flush>
      <ul className={styles.list}>
        {files.map((file) => (
          <li key={file.name} className={styles.note}>
            <OneFile file={file} report={reports.find((report) => report.name === file.name)} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OneFile({ file, report }: { file: SetFile; report: FileReport | undefined }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  return (
    <details>
      <summary className={styles.fileHead}>
        <b>{file.name}</b>
        <Tag tone={file.kind ? 'info' : 'bad'}>{file.title ? both(file.title) : t('import.set.unknown')}</Tag>
        <span className="muted small">{t('import.set.rows', { rows: format.number(file.rows) })}</span>
        {report && report.bad_rows > 0 && (
          <Tag tone="bad">{t('import.set.bad', { rows: format.number(report.bad_rows) })}</Tag>
        )}
        {file.missing.map((missing) => (
          <Tag key={both(missing)} tone="bad">
            {t('import.set.missing', { column: both(missing) })}
          </Tag>
        ))}
      </summary>
      <ul className={styles.columns}>
        {file.columns.map((column) => (
          <li key={column.heading}>
            {column.heading} →{' '}
            {column.title ? both(column.title) : <span className="muted">{t('import.mapping.none')}</span>}{' '}
            <span className="muted small">{both(column.reason)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
