import { Link } from '@tanstack/react-router';
import { nudgeTasks } from '../../api/offboarding';
import { completeTask } from '../../api/tasks';
import type { FlowTask, FlowView, OffboardingPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Button, buttonClass, TextButton } from '../../ui/Button';
import { Facts } from '../../ui/Facts';
import { standingIcons } from '../../ui/lanes/LaneBoard';
import { Drawer } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import styles from './offboarding.module.css';
import { type Rule, ruleOf } from './rules';

interface TaskPanelProps {
  page: OffboardingPage;
  flow: FlowView;
  task: FlowTask | null;
  /** Goes on to a task that this one waits for. */
  onOpen: (task: string) => void;
  onClose: () => void;
}

/** One task of the lanes: who has it, what it waits for and why, and what the law says about it. */
export function TaskPanel({ page, flow, task, onOpen, onClose }: TaskPanelProps) {
  const both = useBilingual();
  return (
    <Drawer open={task !== null} title={both(task?.title)} onClose={onClose}>
      {task && (
        <div className="stack">
          <TaskFacts task={task} />
          <Edges flow={flow} task={task} onOpen={onOpen} />
          <Why flow={flow} task={task} />
          <Buttons page={page} task={task} onClose={onClose} />
        </div>
      )}
    </Drawer>
  );
}

function Buttons({ page, task, onClose }: Pick<TaskPanelProps, 'page' | 'onClose'> & { task: FlowTask }) {
  const t = useText();
  const both = useBilingual();
  const toast = useToast();
  const nudge = useWrite(nudgeTasks, () =>
    toast({ text: t('task.nudge.done', { tasks: both(task.title) }) }),
  );
  const finish = useWrite(completeTask, () => {
    toast({ text: t('tasks.completed', { task: both(task.title) }) });
    onClose();
  });
  const open = task.standing === 'open' || task.standing === 'overdue';
  // The certificate and the settlement are finished by the act itself, on this page.
  const finishes = open && task.mine && task.kind !== 'certificate' && task.kind !== 'settlement';
  const asks = open && !task.mine && page.actions.includes('nudge');
  if (!asks && !task.mine) return null;
  return (
    <div className="row">
      {finishes && (
        <Button look="primary" icon="check" busy={finish.busy} onClick={() => finish.run(task.id, null)}>
          {t('tasks.action.complete')}
        </Button>
      )}
      {task.mine && (
        <Link to="/tasks" className={buttonClass()}>
          {t('task.go')}
        </Link>
      )}
      {asks && (
        <Button icon="bell" busy={nudge.busy} onClick={() => nudge.run(page.id, task.id)}>
          {t('task.nudge')}
        </Button>
      )}
      <ProblemNotice problem={finish.problem ?? nudge.problem} />
    </div>
  );
}

function TaskFacts({ task }: { task: FlowTask }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const { owner, nudged } = task;
  const owners = format.names(owner.names) || (owner.role && code(`role.${owner.role}`, owner.role));
  return (
    <Facts
      items={[
        [t('people.status'), t(`standing.${task.standing}`)],
        [t('task.lane'), code(`lane.${task.lane}`, task.lane)],
        [t('task.owner'), owners],
        [t('task.delegated_to'), task.delegated_to],
        [t('task.starts'), task.starts_at && format.start(task.starts_at)],
        [t('task.due'), task.due_at && format.deadline(task.due_at)],
        [
          t('handover.title'),
          task.items && t('flow.items', { received: task.items.received, total: task.items.total }),
        ],
        [t('task.finished'), task.finished_at && format.moment(task.finished_at)],
        [t('task.finished_by'), task.finished_by],
        [t('task.nudge'), nudged && format.parts([format.moment(nudged.at), nudged.by])],
      ]}
    />
  );
}

function needed(flow: FlowView, keys: string[]): FlowTask[] {
  return flow.tasks.filter((item) => keys.includes(item.task) && item.standing !== 'not_needed');
}

function beforeOf(flow: FlowView, task: FlowTask): FlowTask[] {
  const edges = flow.diagram.edges.filter((edge) => edge.to === task.task);
  return needed(
    flow,
    edges.map((edge) => edge.from),
  );
}

/** What comes before and what comes after, each a step away. */
function Edges({ flow, task, onOpen }: Pick<TaskPanelProps, 'flow' | 'onOpen'> & { task: FlowTask }) {
  const t = useText();
  const before = beforeOf(flow, task);
  const after = needed(
    flow,
    flow.diagram.edges.filter((edge) => edge.from === task.task).map((edge) => edge.to),
  );
  return (
    <>
      <section>
        <h3>{t('task.before')}</h3>
        {before.length === 0 ? (
          <p className="soft">{t('task.before.none')}</p>
        ) : (
          <EdgeList tasks={before} onOpen={onOpen} />
        )}
      </section>
      <section>
        <h3>{t('task.after')}</h3>
        {after.length === 0 ? (
          <p className="soft">{t('task.after.none')}</p>
        ) : (
          <EdgeList tasks={after} onOpen={onOpen} />
        )}
      </section>
    </>
  );
}

function EdgeList({ tasks, onOpen }: { tasks: FlowTask[]; onOpen: (task: string) => void }) {
  const t = useText();
  const code = useCode();
  const both = useBilingual();
  return (
    <ul className={styles.edges}>
      {tasks.map((item) => (
        <li key={item.id}>
          <span>
            <TextButton plain onClick={() => onOpen(item.id)}>
              {both(item.title)}
            </TextButton>{' '}
            <span className="muted small">{code(`lane.${item.lane}`, item.lane)}</span>
          </span>
          <Tag
            tone={item.standing === 'done' ? 'good' : item.standing === 'overdue' ? 'warn' : 'neutral'}
            icon={standingIcons[item.standing]}
          >
            {t(`standing.${item.standing}`)}
          </Tag>
        </li>
      ))}
    </ul>
  );
}

/** Why it may or may not wait, with the article where a law says so. */
function Why({ flow, task }: { flow: FlowView; task: FlowTask }) {
  const t = useText();
  const both = useBilingual();
  const rule: Rule = ruleOf(task, beforeOf(flow, task));
  return (
    <section className="stack">
      <h3>{t('task.why')}</h3>
      <Notice icon="guard">{t(`task.rule.${rule}`)}</Notice>
      {task.article && <Facts items={[[t('task.article'), both(task.article)]]} />}
    </section>
  );
}
