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

const quick = [1, 6, 12] as const;

/** The same day so many months earlier, or the last day of a shorter month. */
function monthsBefore(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months + 1, 0);
  date.setUTCDate(Math.min(wanted, date.getUTCDate()));
  return date.toISOString().slice(0, 10);
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
      <fieldset className={styles.quick}>
        <legend className="visually-hidden">{t('ui.as_of.day')}</legend>
        {quick.map((months) => (
          <Button
            key={months}
            size="small"
            look="quiet"
            onClick={() => onChange({ asOf: monthsBefore(today, months), knownOn })}
          >
            {t('ui.as_of.months_ago', { months })}
          </Button>
        ))}
      </fieldset>
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
        {asOf || knownOn ? t('ui.as_of.back') : t('action.close')}
      </Button>
      <p className={styles.help}>{t('ui.as_of.help')}</p>
    </div>
  );
}
