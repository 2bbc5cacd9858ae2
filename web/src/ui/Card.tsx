import { type ReactNode, useId } from 'react';
import styles from './Card.module.css';
import { cx } from './cx';

interface CardProps {
  title?: ReactNode;
  /** What is shown and in which unit, in a few words beside the title. */
  note?: ReactNode;
  /** One link or tag at the end of the head. */
  extra?: ReactNode;
  foot?: ReactNode;
  /** Tables and lists reach the edges. */
  flush?: boolean;
  children?: ReactNode;
}

export function Card({ title, note, extra, foot, flush, children }: CardProps) {
  const id = useId();
  return (
    <section className={styles.card} aria-labelledby={title ? id : undefined}>
      {(title || extra) && (
        <div className={styles.head}>
          {title && <h2 id={id}>{title}</h2>}
          {note && <p className={styles.note}>{note}</p>}
          {extra && <div className={styles.extra}>{extra}</div>}
        </div>
      )}
      {children !== undefined && <div className={cx(styles.body, flush && styles.flush)}>{children}</div>}
      {foot && <div className={styles.foot}>{foot}</div>}
    </section>
  );
}
