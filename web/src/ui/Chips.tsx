import type { ReactNode } from 'react';
import { useFormats } from '../i18n/format';
import styles from './Chips.module.css';

export interface Chip<K extends string> {
  key: K;
  title: ReactNode;
  count?: number | null;
}

/** One choice among a few views of the same list. */
export function Chips<K extends string>({
  label,
  items,
  value,
  onChange,
}: {
  label: string;
  items: Chip<K>[];
  value: K;
  onChange: (key: K) => void;
}) {
  const format = useFormats();
  return (
    <fieldset className={styles.chips}>
      <legend className="visually-hidden">{label}</legend>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          className={styles.chip}
          aria-pressed={item.key === value}
          onClick={() => onChange(item.key)}
        >
          {item.title}
          {typeof item.count === 'number' && (
            <span className={styles.count}>{format.number(item.count)}</span>
          )}
        </button>
      ))}
    </fieldset>
  );
}
