import type { Comparison } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import styles from './imports.module.css';

/** The numbers of the file beside those of the database: the proof that nothing was lost on the way. */
export function ComparisonCard({ comparisons }: { comparisons: Comparison[] }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  return (
    <Card title={t('import.comparison')} note={t('import.comparison.note')} flush>
      <ul className={styles.list}>
        {comparisons.map((comparison) => {
          const shown = (value: number | null) =>
            value === null ? '' : comparison.unit === 'fen' ? format.amount(value) : format.number(value);
          const checked = comparison.found !== null;
          return (
            <li key={comparison.key} className={styles.line}>
              <span className={cx(checked && (comparison.agrees ? styles.good : styles.bad))}>
                {checked && <Icon name={comparison.agrees ? 'check' : 'close'} size={16} />}
              </span>
              <span>{both(comparison.text)}</span>
              <span className={cx('num', !comparison.agrees && styles.bad)}>
                {checked && !comparison.agrees
                  ? `${shown(comparison.found)} / ${shown(comparison.expected)}`
                  : shown(comparison.expected)}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
