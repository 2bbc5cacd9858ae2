import { cx } from '../cx';
import styles from './DotGrid.module.css';

/** A hundred dots, so many of them full: a share one can count. */
export function DotGrid({
  hits,
  hitLabel,
  restLabel,
}: {
  hits: number;
  hitLabel: string;
  restLabel: string;
}) {
  return (
    <div>
      <div className={styles.dots} aria-hidden="true">
        {Array.from({ length: 100 }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the dots are all alike
          <span key={index} className={cx(styles.dot, index < hits && styles.hit)} />
        ))}
      </div>
      <p className={styles.key}>
        <span>
          <i className={cx(styles.dot, styles.hit)} aria-hidden="true" />
          {hitLabel}
        </span>
        <span>
          <i className={styles.dot} aria-hidden="true" />
          {restLabel}
        </span>
      </p>
    </div>
  );
}
