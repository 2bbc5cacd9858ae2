import { Fragment, type ReactNode, useEffect } from 'react';
import { cx } from './cx';
import styles from './Page.module.css';

interface PageProps {
  title: string;
  /** State of the thing shown, beside the title. */
  tag?: ReactNode;
  sub?: ReactNode;
  crumbs?: ReactNode[];
  avatar?: ReactNode;
  /** At most one primary action; it stands last. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The name of the page in the browser's tab and history. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · 人和`;
  }, [title]);
}

export function Page({ title, tag, sub, crumbs, avatar, actions, children }: PageProps) {
  usePageTitle(title);
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div className={styles.who}>
          {avatar}
          <div>
            {crumbs && crumbs.length > 0 && <Crumbs items={crumbs} />}
            <div className={styles.title}>
              <h1>{title}</h1>
              {tag}
            </div>
            {sub && <p className={styles.sub}>{sub}</p>}
          </div>
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

function Crumbs({ items }: { items: ReactNode[] }) {
  return (
    <div className={styles.crumbs}>
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: crumbs have no identity but their place
        <Fragment key={index}>
          {index > 0 && <span aria-hidden="true">/</span>}
          <span>{item}</span>
        </Fragment>
      ))}
    </div>
  );
}

/** Main column and aside; the aside goes below on narrow screens. */
export function Split({ children, aside, wide }: { children: ReactNode; aside: ReactNode; wide?: boolean }) {
  return (
    <div className={cx(styles.split, wide && styles.wide)}>
      <div className="stack">{children}</div>
      <aside className="stack">{aside}</aside>
    </div>
  );
}

/** Cards of different heights in two columns, each put where there is room; one column on narrow screens. */
export function Columns({ items }: { items: { key: string; size: number; card: ReactNode }[] }) {
  const columns: { height: number; cards: ReactNode[] }[] = [
    { height: 0, cards: [] },
    { height: 0, cards: [] },
  ];
  for (const item of items) {
    const [left, right] = columns;
    const column = left && right && right.height < left.height ? right : left;
    if (!column) continue;
    column.height += item.size;
    column.cards.push(<Fragment key={item.key}>{item.card}</Fragment>);
  }
  return (
    <Halves>
      {columns.map((column, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <div key={index} className="stack">
          {column.cards}
        </div>
      ))}
    </Halves>
  );
}

export function Halves({ children }: { children: ReactNode }) {
  return <div className={styles.halves}>{children}</div>;
}
