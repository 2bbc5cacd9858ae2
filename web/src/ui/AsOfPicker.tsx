import { useText } from '../i18n/useText';
import styles from './AsOfPicker.module.css';
import { Button } from './Button';
import { DateField } from './fields';

interface AsOfPickerProps {
  /** The day the page is about; null is today. */
  asOf: string | null;
  /** As far as was known at the end of this day; null is now. */
  knownOn: string | null;
  today: string;
  onChange: (next: { asOf: string | null; knownOn: string | null }) => void;
}

/**
 * Both axes of time: which day the page is about, and what was known by which day.
 * Whenever one of them is set, the page says in words what is being looked at.
 */
export function AsOfPicker({ asOf, knownOn, today, onChange }: AsOfPickerProps) {
  const t = useText();
  const words = knownOn
    ? t('ui.as_of.words_known', { day: asOf ?? today, known: knownOn })
    : t('ui.as_of.words', { day: asOf ?? today });
  return (
    <div className={styles.bar}>
      <div className={styles.field}>
        <DateField
          label={t('ui.as_of.day')}
          value={asOf ?? today}
          onChange={(day) => onChange({ asOf: day === today ? null : day, knownOn })}
        />
      </div>
      <div className={styles.field}>
        <DateField
          label={t('ui.as_of.known')}
          value={knownOn}
          max={today}
          onChange={(day) => onChange({ asOf, knownOn: day })}
        />
      </div>
      <p className={styles.words} role="status">
        {words}
      </p>
      <Button size="small" onClick={() => onChange({ asOf: null, knownOn: null })}>
        {t('ui.as_of.back')}
      </Button>
    </div>
  );
}
