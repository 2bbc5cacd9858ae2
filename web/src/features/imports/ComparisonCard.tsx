import type { Comparison } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import styles from './imports.module.css';

const marks = { good: 'check', bad: 'close', careful: 'warning' } as const;

/** Whether a number stands on both sides. What the file names and does not hold is a gap of the file. */
export const isCompared = (comparison: Comparison) =>
  comparison.found !== null && comparison.expected !== null && comparison.key !== 'managers_named';

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
          const { expected, found } = comparison;
          const tone = !isCompared(comparison)
            ? comparison.agrees
              ? undefined
              : 'careful'
            : comparison.agrees
              ? 'good'
              : 'bad';
          return (
            <li key={comparison.key} className={styles.line}>
              <span className={cx(tone && styles[tone])}>
                {tone && <Icon name={marks[tone]} size={16} />}
              </span>
              <span>{both(comparison.text)}</span>
              <span className={cx('num', tone && tone !== 'good' && styles[tone])}>
                {comparison.agrees || found === null
                  ? shown(expected ?? found)
                  : `${shown(found)} / ${shown(expected)}`}
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
