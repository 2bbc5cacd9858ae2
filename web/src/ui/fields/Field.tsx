import { type ReactNode, useId } from 'react';
import { useText } from '../../i18n/useText';
import { cx } from '../cx';
import { Icon } from '../Icon';
import styles from './fields.module.css';

/** What every input has in common. */
export interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  required?: boolean;
  disabled?: boolean;
  name?: string;
  /** Read aloud, not shown. */
  labelHidden?: boolean;
}

export interface InputIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
}

/** Label above, input, then the error or the hint; they are joined for screen readers. */
export function Field({
  label,
  hint,
  error,
  required,
  labelHidden,
  children,
}: FieldProps & { children: (ids: InputIds) => ReactNode }) {
  const t = useText();
  const id = useId();
  const note = error || hint ? `${id}-note` : undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={cx(styles.label, labelHidden && 'visually-hidden')}>
        {label}
        {required && (
          <span className={styles.required} title={t('ui.field.required')}>
            {' '}
            *
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': note,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      {error ? (
        <p id={note} className={styles.error}>
          <Icon name="warning" size={13} />
          {error}
        </p>
      ) : (
        hint && (
          <p id={note} className={styles.hint}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}
