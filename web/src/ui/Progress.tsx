import type { ReactNode } from 'react';
import { useFormats } from '../i18n/format';
import { useText } from '../i18n/useText';
import { Button } from './Button';
import { cx } from './cx';
import styles from './Progress.module.css';

interface ProgressProps {
  title: ReactNode;
  /** Share of one; null while nobody can say. */
  share: number | null;
  detail?: ReactNode;
  onCancel?: () => void;
}

/** Work that takes more than a second: how far, and a way out. */
export function Progress({ title, share, detail, onCancel }: ProgressProps) {
  const t = useText();
  const format = useFormats();
  return (
    <div className={cx(styles.progress, share === null && styles.unknown)} role="status">
      <div className={styles.line}>
        <span>{title}</span>
        <span className="muted num">{detail ?? (share !== null && format.percent(share, 0))}</span>
      </div>
      <div
        className={styles.track}
        role="progressbar"
        aria-label={typeof title === 'string' ? title : t('ui.loading')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <div
          className={styles.bar}
          style={share === null ? undefined : { width: `${Math.min(100, share * 100)}%` }}
        />
      </div>
      {onCancel && (
        <div>
          <Button size="small" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        </div>
      )}
    </div>
  );
}
