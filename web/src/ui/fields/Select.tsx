import { useText } from '../../i18n/useText';
import { cx } from '../cx';
import { Field, type FieldProps } from './Field';
import styles from './fields.module.css';

export interface Option<Value extends string = string> {
  value: Value;
  title: string;
}

/** A short list of choices inside a toolbar; its label is read, not shown. */
export function Select({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: Option[];
  onChange: (value: string) => void;
}) {
  return (
    <select
      className={cx(styles.input, styles.select, styles.compact)}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ))}
    </select>
  );
}

interface SelectFieldProps<Value extends string> extends FieldProps {
  value: Value | null;
  options: Option<Value>[];
  onChange: (value: Value | null) => void;
  /** What no choice is called. */
  none?: string;
}

export function SelectField<Value extends string>({
  value,
  options,
  onChange,
  none,
  ...rest
}: SelectFieldProps<Value>) {
  const t = useText();
  return (
    <Field {...rest}>
      {(ids) => (
        <select
          {...ids}
          className={cx(styles.input, styles.select)}
          name={rest.name}
          value={value ?? ''}
          disabled={rest.disabled}
          onChange={(event) =>
            onChange(options.find((option) => option.value === event.target.value)?.value ?? null)
          }
        >
          <option value="" disabled={rest.required}>
            {none ?? t('ui.select.none')}
          </option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
