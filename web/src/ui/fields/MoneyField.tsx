import { useState } from 'react';
import { parseYuan, useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { cx } from '../cx';
import { Field, type FieldProps } from './Field';
import styles from './fields.module.css';

interface MoneyFieldProps extends FieldProps {
  /** Fen. */
  value: number | null;
  onChange: (fen: number | null) => void;
}

/** An amount typed in yuan and kept in fen. */
export function MoneyField({ value, onChange, ...rest }: MoneyFieldProps) {
  const t = useText();
  const format = useFormats();
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft !== null && draft.trim() !== '' && parseYuan(draft) === null;
  return (
    <Field {...rest} error={rest.error ?? (wrong ? t('ui.money.wrong') : null)}>
      {(ids) => (
        <span className={styles.with}>
          <input
            {...ids}
            className={cx(styles.input, styles.money)}
            type="text"
            name={rest.name}
            inputMode="decimal"
            autoComplete="off"
            disabled={rest.disabled}
            value={draft ?? (value === null ? '' : format.amount(value))}
            onChange={(event) => {
              setDraft(event.target.value);
              onChange(parseYuan(event.target.value));
            }}
            onBlur={() => {
              if (!wrong) setDraft(null);
            }}
          />
          <span className={styles.unit} aria-hidden="true">
            {t('ui.money.unit')}
          </span>
        </span>
      )}
    </Field>
  );
}
