import type { ReactNode } from 'react';
import styles from './ActionBar.module.css';

/** The way on, always in sight at the foot of a long page; the primary action stands last. */
export function ActionBar({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.bar}>
      {note && <p className="muted">{note}</p>}
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
