import type { ReactNode } from 'react';
import { cx } from '../cx';
import styles from './BarList.module.css';

export interface BarItem {
  key: string;
  name: ReactNode;
  size: number;
  value: ReactNode;
  note?: ReactNode;
}

/**
 * Bars with their names and values, as a list that can be read without seeing the bars.
 * Above the reference they change colour; the caller says so in words.
 */
export function BarList({ items, reference }: { items: BarItem[]; reference?: number | null }) {
  const largest = Math.max(...items.map((item) => item.size), reference ?? 0, Number.MIN_VALUE);
  const at = (size: number) => `${(size / largest) * 100}%`;
  return (
    <ul className={styles.list}>
      {items.map((item) => (
        <li
          key={item.key}
          className={cx(styles.item, typeof reference === 'number' && item.size > reference && styles.above)}
        >
          <span className={styles.name}>{item.name}</span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ width: at(item.size) }} />
            {typeof reference === 'number' && (
              <span className={styles.mark} style={{ insetInlineStart: at(reference) }} />
            )}
          </span>
          <span className={styles.value}>
            {item.value} {item.note && <small>{item.note}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
