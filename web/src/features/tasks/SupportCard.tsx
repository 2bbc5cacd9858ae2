import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMay, useSession } from '../../api/session';
import { finishSupportTask, supportTasksQuery } from '../../api/tasks';
import type { SupportTaskView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import styles from './tasks.module.css';

/** What the reader is asked to do for people of the team; nothing is shown when there is nothing. */
export function SupportCard({ done }: { done: boolean }) {
  const t = useText();
  const found = useQuery(supportTasksQuery).data?.items ?? [];
  const items = found.filter((item) => (item.state === 'done') === done);
  if (items.length === 0) return null;
  return (
    <Card title={t('support.title')} note={t('support.note')} flush>
      <ul className={styles.list}>
        {items.map((item) => (
          <Line key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function Line({ item }: { item: SupportTaskView }) {
  const t = useText();
  const may = useMay();
  const both = useBilingual();
  const format = useFormats();
  const toast = useToast();
  const { today } = useSession();
  const finish = useWrite(finishSupportTask, () =>
    toast({ text: t('tasks.completed', { task: both(item.name) }) }),
  );
  const open = item.state !== 'done';
  return (
    <li className={styles.task}>
      <div className={styles.what}>
        <p className={styles.title}>{both(item.name)}</p>
        <p className="muted small">
          {may('person.read') ? (
            <Link to="/people/$personId" params={{ personId: item.person.id }}>
              {item.person.full_name}
            </Link>
          ) : (
            item.person.full_name
          )}
        </p>
        <p className="soft small">{both(item.how)}</p>
      </div>
      <p className={styles.due}>
        {open && item.due_on < today && <Tag tone="warn">{t('standing.overdue')}</Tag>}
        <time dateTime={item.due_on}>{t('flow.due', { at: format.day(item.due_on) })}</time>
      </p>
      <div className={styles.actions}>
        {open ? (
          <Button
            size="small"
            look="primary"
            icon="check"
            busy={finish.busy}
            onClick={() => finish.run(item.id)}
          >
            {t('tasks.action.complete')}
          </Button>
        ) : (
          <Tag tone="good" icon="check">
            {t('standing.done')}
          </Tag>
        )}
        <ProblemNotice problem={finish.problem} />
      </div>
    </li>
  );
}
