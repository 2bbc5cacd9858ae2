import type { ImportReport } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import styles from './imports.module.css';

/** What was handled or assumed for the whole file: never silently. */
export function NotesCard({ report }: { report: ImportReport }) {
  const t = useText();
  const both = useBilingual();
  if (report.notes.length === 0) return null;
  return (
    <Card title={t('import.notes')} flush>
      <ul className={styles.list}>
        {report.notes.map((note) => (
          <li key={`${note.code} ${note.heading}`} className={styles.note}>
            {note.heading && <b>{note.heading}</b>} {both(note.text)}
            {note.rows.length > 0 && (
              <span className="muted small"> {t('import.notes.rows', { rows: note.rows.join('、') })}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
