import type { Deadline } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Tag } from '../../ui/Tag';
import { DaysLeft } from './CaseTable';
import styles from './offboarding.module.css';

/** The days that a law sets, the next one first, each with its article. */
export function DeadlinesCard({ deadlines }: { deadlines: Deadline[] }) {
  const t = useText();
  if (deadlines.length === 0) return null;
  const ordered = [...deadlines].sort((a, b) => a.day.localeCompare(b.day));
  return (
    <Card title={t('offboarding.deadlines')} flush>
      <ul className={styles.deadlines}>
        {ordered.map((deadline) => (
          <Line key={deadline.code} deadline={deadline} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ deadline }: { deadline: Deadline }) {
  const t = useText();
  const both = useBilingual();
  return (
    <li className={styles.deadline}>
      <time className={styles.when} dateTime={deadline.day}>
        {deadline.day}
      </time>
      <span>{both(deadline.title)}</span>
      {deadline.done ? (
        <Tag tone="good" icon="check">
          {t('standing.done')}
        </Tag>
      ) : (
        <DaysLeft days={deadline.days_left} owed={deadline.task !== null} />
      )}
      <span className={styles.article}>{both(deadline.article)}</span>
    </li>
  );
}
