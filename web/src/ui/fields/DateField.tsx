import { useRef, useState } from 'react';
import { useText } from '../../i18n/useText';
import { Icon } from '../Icon';
import { Field, type FieldProps } from './Field';
import styles from './fields.module.css';

/** Reads a day as people type it (`2026-4-1`, `2026/04/01`, `20260401`, `2026年4月1日`); null when there is no such day. */
export function parseDay(text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  const match = /^(\d{4})(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?|(\d{2})(\d{2}))$/.exec(plain);
  if (!match) return null;
  const day = `${match[1]}-${(match[2] ?? match[4] ?? '').padStart(2, '0')}-${(match[3] ?? match[5] ?? '').padStart(2, '0')}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day ? null : day;
}

interface DateFieldProps extends FieldProps {
  /** `YYYY-MM-DD` or null. */
  value: string | null;
  onChange: (day: string | null) => void;
  min?: string;
  max?: string;
  /** In a toolbar: the label is read, not shown. */
  compact?: boolean;
}

/**
 * A day, typed or picked. The text is always ISO, whatever the language of the browser,
 * because every table beside it shows ISO days; picking uses the browser's own calendar.
 */
export function DateField({ value, onChange, min, max, compact, ...rest }: DateFieldProps) {
  const t = useText();
  const native = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const take = (text: string) => {
    const day = parseDay(text);
    const outside = day !== null && ((min !== undefined && day < min) || (max !== undefined && day > max));
    setWrong(text.trim() !== '' && (day === null || outside));
    if (text.trim() === '') onChange(null);
    else if (day && !outside) onChange(day);
    return day && !outside;
  };
  const leave = () => {
    if (draft !== null && (take(draft) || draft.trim() === '')) setDraft(null);
  };
  const range =
    min && max
      ? t('ui.date.between', { min, max })
      : min
        ? t('ui.date.from', { min })
        : max
          ? t('ui.date.until', { max })
          : t('ui.date.wrong');
  return (
    <Field {...rest} labelHidden={compact} error={rest.error ?? (wrong ? range : null)}>
      {(ids) => (
        <span className={styles.with}>
          <input
            {...ids}
            className={styles.input}
            type="text"
            name={rest.name}
            inputMode="numeric"
            placeholder={t('ui.date.placeholder')}
            autoComplete="off"
            disabled={rest.disabled}
            value={draft ?? value ?? ''}
            onChange={(event) => {
              setDraft(event.target.value);
              if (parseDay(event.target.value)) take(event.target.value);
            }}
            onBlur={leave}
          />
          <input
            ref={native}
            className={styles.native}
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            value={value ?? ''}
            min={min}
            max={max}
            onChange={(event) => {
              setDraft(null);
              take(event.target.value);
            }}
          />
          <button
            type="button"
            className={styles.pick}
            disabled={rest.disabled}
            aria-label={t('ui.date.pick', { label: rest.label })}
            onClick={() => native.current?.showPicker()}
          >
            <Icon name="calendar" size={16} />
          </button>
        </span>
      )}
    </Field>
  );
}
