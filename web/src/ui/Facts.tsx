import type { ReactNode } from 'react';
import styles from './Facts.module.css';

export type Fact = readonly [label: ReactNode, value: ReactNode];

/** Names and values, one a line. Lines without a value are left out. */
export function Facts({ items }: { items: (Fact | null | false | undefined)[] }) {
  return (
    <div className={styles.place}>
      <dl className={styles.facts}>
        {items.map((item, index) =>
          item && item[1] !== null && item[1] !== undefined && item[1] !== '' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of the facts is fixed
            <div key={index} className={styles.fact}>
              <dt>{item[0]}</dt>
              <dd>{item[1]}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  );
}
