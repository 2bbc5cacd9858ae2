import { useQuery } from '@tanstack/react-query';
import { dutiesQuery } from '../../api/directory';
import type { Reminder } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import styles from './people.module.css';

/** What is due about a person, the next first. */
export function DutiesCard({ person }: { person: string }) {
  const t = useText();
  const duties = useQuery(dutiesQuery(person));
  if (duties.data?.items.length === 0) return null;
  return (
    <Card title={t('people.duties')}>
      <QueryState query={duties} what={t('people.duties')} framed={false}>
        {(data) => (
          <ul className={styles.duties}>
            {data.items.map((duty) => (
              <DutyLine key={`${duty.kind} ${duty.day}`} duty={duty} />
            ))}
          </ul>
        )}
      </QueryState>
    </Card>
  );
}

function DutyLine({ duty }: { duty: Reminder }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const days = Math.abs(duty.days_left);
  const when =
    duty.days_left === 0
      ? t('people.duty.today')
      : t(duty.days_left > 0 ? 'people.duty.in' : 'people.duty.over', { days });
  return (
    <li>
      <span>
        {code(`people.duty.${duty.kind}`, duty.kind)} <time className="muted">{format.day(duty.day)}</time>
      </span>
      <Tag tone={duty.days_left <= 30 ? 'warn' : 'neutral'}>{when}</Tag>
      {duty.article && <span className="muted small">{duty.article}</span>}
    </li>
  );
}
