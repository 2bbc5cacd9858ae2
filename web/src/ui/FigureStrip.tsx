import { type CSSProperties, type ReactNode, useState } from 'react';
import { useText } from '../i18n/useText';
import { cx } from './cx';
import styles from './FigureStrip.module.css';
import { Drawer } from './Modal';

export interface FigureItem {
  key: string;
  label: string;
  value: ReactNode;
  unit?: ReactNode;
  note?: ReactNode;
  tone?: 'warn' | 'bad' | 'good';
  /** A word or a sentence instead of a number. */
  word?: boolean;
  /** How the figure is defined and the rows behind it; shown when the figure is opened. */
  detail?: () => ReactNode;
}

/** A row of headline figures. One with a `detail` opens its definition and its rows. */
export function FigureStrip({ items }: { items: FigureItem[] }) {
  const [openKey, setOpenKey] = useState<string | null>(null);
  const opened = items.find((item) => item.key === openKey);
  return (
    <>
      <div className={styles.strip} style={shape(items.length)}>
        {items.map((item) => (
          <Figure key={item.key} item={item} onOpen={() => setOpenKey(item.key)} />
        ))}
      </div>
      <Drawer open={opened !== undefined} title={opened?.label ?? ''} wide onClose={() => setOpenKey(null)}>
        {opened?.detail?.()}
      </Drawer>
    </>
  );
}

/** How many columns, so that no figure stands alone in its row; the last one takes what is left. */
export function columnsFor(count: number, most: number): { columns: number; rest: number } {
  const rows = Math.max(1, Math.ceil(count / most));
  const columns = Math.max(1, Math.ceil(count / rows));
  return { columns, rest: columns * rows - count + 1 };
}

function shape(count: number): CSSProperties {
  const [wide, mid] = [columnsFor(count, 6), columnsFor(count, 4)];
  return {
    '--wide': wide.columns,
    '--wide-rest': wide.rest,
    '--mid': mid.columns,
    '--mid-rest': mid.rest,
  } as CSSProperties;
}

function Figure({ item, onOpen }: { item: FigureItem; onOpen: () => void }) {
  const t = useText();
  const inner = (
    <>
      <span className={styles.label}>
        <span>{item.label}</span>
      </span>
      <span className={cx(styles.value, item.word && styles.word, item.tone && styles[item.tone])}>
        <span>{item.value}</span>
        {item.unit && <span className={styles.unit}>{item.unit}</span>}
      </span>
      {item.note && <span className={styles.note}>{item.note}</span>}
    </>
  );
  if (!item.detail) return <div className={styles.figure}>{inner}</div>;
  return (
    <button type="button" className={styles.figure} onClick={onOpen} title={t('ui.figure.open')}>
      {inner}
    </button>
  );
}
