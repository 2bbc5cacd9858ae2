import { type ReactNode, useId } from 'react';
import { Icon } from '../Icon';
import styles from './fields.module.css';

export function Checkbox({
  label,
  checked,
  onChange,
  disabled,
}: {
  label: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}) {
  return (
    <label className={styles.check}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

interface RadioChoice<K extends string> {
  value: K;
  title: ReactNode;
  note?: ReactNode;
  disabled?: boolean;
}

/** A few choices that each need a sentence. */
export function RadioGroup<K extends string>({
  label,
  value,
  choices,
  error,
  onChange,
}: {
  label: string;
  value: K | null;
  choices: RadioChoice<K>[];
  error?: string | null;
  onChange: (value: K) => void;
}) {
  const name = useId();
  return (
    <fieldset className={styles.choices} aria-describedby={error ? `${name}-error` : undefined}>
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.disabled}
            onChange={() => onChange(choice.value)}
          />
          <span>
            <span className="strong">{choice.title}</span>
            {choice.note && (
              <>
                <br />
                <span className="muted small">{choice.note}</span>
              </>
            )}
          </span>
        </label>
      ))}
      {error && (
        <p id={`${name}-error`} className={styles.error}>
          <Icon name="warning" size={13} />
          {error}
        </p>
      )}
    </fieldset>
  );
}
