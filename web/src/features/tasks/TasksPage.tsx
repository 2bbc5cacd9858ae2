import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay, useSession } from '../../api/session';
import { completeTask, tasksQuery } from '../../api/tasks';
import type { TaskAction, TaskView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useSpan } from '../../i18n/useSpan';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Chips } from '../../ui/Chips';
import { CutNote } from '../../ui/CutNote';
import { Icon } from '../../ui/Icon';
import { Page } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { ChecklistDrawer, hasChecklist } from './ChecklistDrawer';
import { HandoversCard } from './HandoversCard';
import { SupportCard } from './SupportCard';
import { taskSelections } from './selections';
import { TaskDialog } from './TaskDialog';
import styles from './tasks.module.css';

/** What waits for the reader, most urgent first. */
export function TasksPage() {
  const t = useText();
  const search = useSearch({ from: '/signed-in/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  const status = search.status ?? 'open';
  const tasks = useQuery(tasksQuery(status));
  const overdue = tasks.data?.overdue ?? 0;
  return (
    <Page
      title={t('page.tasks.title')}
      sub={overdue > 0 ? t('tasks.overdue', { overdue }) : t('page.tasks.sub')}
    >
      <Chips
        label={t('page.tasks.title')}
        value={status}
        onChange={(next) =>
          navigate({ search: { status: next === 'open' ? undefined : next }, replace: true })
        }
        items={taskSelections.map((key) => ({
          key,
          title: t(`tasks.selection.${key}`),
          count: key === status ? tasks.data?.items.length : null,
        }))}
      />
      <QueryState query={tasks} what={t('page.tasks.title')}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={t(`tasks.none.${status}`)}>{t('tasks.none.body')}</Empty>
          ) : (
            <>
              <Groups tasks={data.items} />
              <CutNote more={data.more} shown={data.items.length} />
            </>
          )
        }
      </QueryState>
      {status !== 'upcoming' && <SupportCard done={status === 'done'} />}
      {status === 'open' && <HandoversCard />}
    </Page>
  );
}

/** One's own work first; then what one was only told of, because its owner is late. */
function Groups({ tasks }: { tasks: TaskView[] }) {
  const t = useText();
  const own = tasks.filter((task) => !task.escalated);
  const told = tasks.filter((task) => task.escalated);
  const list = (items: TaskView[]) => (
    <ul className={styles.list}>
      {items.map((task) => (
        <TaskLine key={task.id} task={task} />
      ))}
    </ul>
  );
  return (
    <>
      {own.length > 0 && <Card flush>{list(own)}</Card>}
      {told.length > 0 && (
        <Card flush title={t('tasks.told')} note={t('tasks.told.note')}>
          {list(told)}
        </Card>
      )}
    </>
  );
}

function TaskLine({ task }: { task: TaskView }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const [asking, setAsking] = useState<Exclude<TaskAction, 'complete' | 'open_case'> | null>(null);
  const { person } = task;
  // Employees read no page but their own.
  const seesPeople = useSession().roles.some((role) => role !== 'employee');
  return (
    <li className={styles.task}>
      <div className={styles.what}>
        <p className={styles.title}>
          {both(task.title)}
          {task.delegated && <Tag tone="info">{t('tasks.delegated')}</Tag>}
        </p>
        <p className="muted small">
          {seesPeople ? (
            <Link to="/people/$personId" params={{ personId: person.id }}>
              {person.full_name}
            </Link>
          ) : (
            person.full_name
          )}
          {`${t('tasks.comma')}${format.parts([
            person.position,
            person.unit,
            person.last_day && t('tasks.last_day', { day: format.day(person.last_day) }),
          ])}`}
        </p>
        {task.nudged && (
          <p className={styles.nudged}>
            <Icon name="bell" size={13} />
            {task.nudged.by
              ? t('task.nudged_by', { at: format.moment(task.nudged.at), name: task.nudged.by })
              : t('task.nudged', { at: format.moment(task.nudged.at) })}
          </p>
        )}
      </div>
      <Due task={task} />
      <TaskButtons task={task} onAsk={setAsking} />
      <TaskDialog task={task} action={asking} onClose={() => setAsking(null)} />
    </li>
  );
}

function Due({ task }: { task: TaskView }) {
  const t = useText();
  const format = useFormats();
  const span = useSpan();
  if (task.finished_at)
    return <p className={styles.due}>{t('flow.finished', { at: format.moment(task.finished_at) })}</p>;
  const left = task.seconds_left;
  return (
    <p className={styles.due}>
      {left !== null && (
        <Tag tone={task.overdue ? 'warn' : 'neutral'}>
          {left < 0 ? t('flow.late', { span: span(left) }) : t('flow.left', { span: span(left) })}
        </Tag>
      )}
      {task.due_at && (
        <time dateTime={task.due_at}>{t('flow.due', { at: format.deadline(task.due_at) })}</time>
      )}
    </p>
  );
}

function TaskButtons({
  task,
  onAsk,
}: {
  task: TaskView;
  onAsk: (action: Exclude<TaskAction, 'complete' | 'open_case'>) => void;
}) {
  const t = useText();
  const both = useBilingual();
  const toast = useToast();
  const complete = useWrite(completeTask, () =>
    toast({ text: t('tasks.completed', { task: both(task.title) }) }),
  );
  const may = useMay();
  const [listing, setListing] = useState(false);
  const listed = hasChecklist(task) && task.actions.includes('complete');
  const toCase = task.about === 'offboarding' && may('offboarding.read');
  const asks = task.actions.filter((action) => action !== 'complete' && action !== 'open_case');
  return (
    <div className={styles.actions}>
      {toCase && (
        <Link
          to="/offboarding/$caseId"
          params={{ caseId: task.about_id }}
          className={buttonClass(task.actions.includes('open_case') ? 'primary' : 'quiet', 'small')}
        >
          {t('tasks.action.open_case')}
        </Link>
      )}
      {listed && (
        <Button size="small" look="quiet" onClick={() => setListing(true)}>
          {task.kind === 'asset_return' ? t('handover.assets') : t('handover.title')}
        </Button>
      )}
      {asks.map((action) => (
        <Button key={action} size="small" look="quiet" onClick={() => onAsk(action)}>
          {t(`tasks.action.${action}`)}
        </Button>
      ))}
      {task.actions.includes('complete') && (
        <Button
          size="small"
          look="primary"
          icon="check"
          busy={complete.busy}
          onClick={() => complete.run(task.id, null)}
        >
          {t('tasks.action.complete')}
        </Button>
      )}
      <ProblemNotice problem={complete.problem} />
      <ChecklistDrawer task={task} open={listing} onClose={() => setListing(false)} />
    </div>
  );
}
