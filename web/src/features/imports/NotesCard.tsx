import type { ImportReport, TargetView } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import styles from './imports.module.css';

/** What was handled or assumed for the whole file: never silently. */
export function NotesCard({ report, targets }: { report: ImportReport; targets: TargetView[] }) {
  const t = useText();
  const both = useBilingual();
  if (report.notes.length === 0) return null;
  // What the file has no column for is named as the product names it.
  const headed = (heading: string) =>
    both(targets.find((target) => target.key === heading)?.title) || heading;
  return (
    <Card title={t('import.notes')} flush>
      <ul className={styles.list}>
        {report.notes.map((note) => (
          <li key={`${note.file} ${note.code} ${note.heading}`} className={styles.note}>
            {note.file && <span className="muted">{note.file} </span>}
            {note.heading && <b>{headed(note.heading)}</b>} {both(note.text)}
            {note.rows.length > 0 && note.code !== 'notice_header_repeated' && (
              <span className="muted small"> {t('import.notes.rows', { rows: note.rows.join('、') })}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
