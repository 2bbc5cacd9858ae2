import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { cx } from '../../ui/cx';
import styles from './organisation.module.css';

/** People and planned seats, `1,118 / 1,166`; without a plan only the people. */
export function Staffing({ people, planned }: { people: number | null; planned: number | null }) {
  const t = useText();
  const format = useFormats();
  const shown = people === null ? '—' : format.number(people);
  return (
    <span className="num">
      <span className="visually-hidden">{t('org.staffing.read')}</span>
      {planned === null ? shown : `${shown} / ${format.number(planned)}`}
    </span>
  );
}

/** How much of the plan is filled: full colour for people, a dashed rest for vacancies, another colour beyond it. */
export function StaffingBar({ people, planned }: { people: number | null; planned: number | null }) {
  if (planned === null || people === null) return <span className={styles.noBar} aria-hidden="true" />;
  const share = planned === 0 ? (people > 0 ? 1 : 0) : Math.min(1, people / planned);
  return (
    <span className={styles.bar} aria-hidden="true">
      <span
        className={cx(styles.filled, people > planned && styles.over)}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  );
}
