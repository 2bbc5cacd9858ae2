import type { ImportView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import styles from './imports.module.css';

/** Documents of a set that could not be filed: by name, so that somebody can file them by hand. */
export function RefusedCard({ documents }: { documents: NonNullable<ImportView['documents']> }) {
  const t = useText();
  const format = useFormats();
  return (
    <Card
      title={t('import.set.refused', { count: format.number(documents.refused.length) })}
      note={t('import.set.refused.note')}
      flush
    >
      <ul className={styles.list}>
        {documents.refused.map((refused) => (
          <li key={refused.row} className={styles.note}>
            {refused.name}{' '}
            <span className="muted small">{t('import.notes.rows', { rows: refused.row })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
