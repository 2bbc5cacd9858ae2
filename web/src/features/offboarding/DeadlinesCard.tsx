import type { FlowTask } from '../../api/types.flows';
import { useBilingual } from '../../i18n/useBilingual';
import { useSpan } from '../../i18n/useSpan';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Tag } from '../../ui/Tag';
import styles from './offboarding.module.css';

/** The deadlines that a law sets, the next one first. */
export function DeadlinesCard({ tasks, now }: { tasks: FlowTask[]; now: number }) {
  const t = useText();
  const lawful = tasks.filter((task) => task.article && task.due_at && task.standing !== 'not_needed');
  const ordered = [...lawful].sort((a, b) => (a.due_at ?? '').localeCompare(b.due_at ?? ''));
  if (ordered.length === 0) return null;
  return (
    <Card title={t('offboarding.deadlines')} flush>
      <ul className={styles.deadlines}>
        {ordered.map((task) => (
          <Deadline key={task.id} task={task} now={now} />
        ))}
      </ul>
    </Card>
  );
}

function Deadline({ task, now }: { task: FlowTask; now: number }) {
  const t = useText();
  const both = useBilingual();
  const span = useSpan();
  const left = task.due_at ? (Date.parse(task.due_at) - now) / 1000 : 0;
  return (
    <li className={styles.deadline}>
      <time className={styles.when} dateTime={task.due_at ?? undefined}>
        {task.due_at?.slice(5, 10)}
      </time>
      <span>
        {both(task.title)}
        <br />
        <span className="muted small">{both(task.article)}</span>
      </span>
      {task.finished_at ? (
        <Tag tone="good" icon="check">
          {t('standing.done')}
        </Tag>
      ) : (
        <Tag tone={left < 3 * 86_400 ? 'warn' : 'neutral'}>
          {left < 0 ? t('flow.late', { span: span(left) }) : t('flow.left', { span: span(left) })}
        </Tag>
      )}
    </li>
  );
}
