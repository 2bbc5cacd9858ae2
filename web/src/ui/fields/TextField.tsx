import { cx } from '../cx';
import { Field, type FieldProps } from './Field';
import styles from './fields.module.css';

interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'password' | 'search' | 'email' | 'tel';
  autoComplete?: string;
  placeholder?: string;
  inputMode?: 'text' | 'numeric' | 'decimal';
  maxLength?: number;
  autoFocus?: boolean;
}

export function TextField({
  value,
  onChange,
  type = 'text',
  autoComplete = 'off',
  autoFocus,
  ...rest
}: TextFieldProps) {
  return (
    <Field {...rest}>
      {(ids) => (
        <input
          {...ids}
          // biome-ignore lint/a11y/noAutofocus: only where the page has one thing to do, such as signing in
          autoFocus={autoFocus}
          className={styles.input}
          type={type}
          name={rest.name}
          value={value}
          disabled={rest.disabled}
          placeholder={rest.placeholder}
          inputMode={rest.inputMode}
          maxLength={rest.maxLength}
          autoComplete={autoComplete}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

export function TextArea({
  value,
  onChange,
  rows = 4,
  ...rest
}: FieldProps & { value: string; onChange: (value: string) => void; rows?: number }) {
  return (
    <Field {...rest}>
      {(ids) => (
        <textarea
          {...ids}
          className={cx(styles.input, styles.area)}
          name={rest.name}
          rows={rows}
          value={value}
          disabled={rest.disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
