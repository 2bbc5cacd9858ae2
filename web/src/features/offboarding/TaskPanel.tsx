import { Link } from '@tanstack/react-router';
import type { FlowTask } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { buttonClass } from '../../ui/Button';
import { Facts } from '../../ui/Facts';
import { Drawer } from '../../ui/Modal';

/** One task of the lanes, with who has it and what it waits for. */
export function TaskPanel({ task, onClose }: { task: FlowTask | null; onClose: () => void }) {
  const t = useText();
  const both = useBilingual();
  return (
    <Drawer open={task !== null} title={both(task?.title)} onClose={onClose}>
      {task && (
        <div className="stack">
          <TaskFacts task={task} />
          {task.mine && (
            <p>
              <Link to="/tasks" className={buttonClass('primary')}>
                {t('task.go')}
              </Link>
            </p>
          )}
        </div>
      )}
    </Drawer>
  );
}

function TaskFacts({ task }: { task: FlowTask }) {
  const t = useText();
  const code = useCode();
  const both = useBilingual();
  const format = useFormats();
  const { owner } = task;
  const owners = owner.names.join('、') || (owner.role && code(`role.${owner.role}`, owner.role));
  return (
    <Facts
      items={[
        [t('people.status'), t(`standing.${task.standing}`)],
        [t('task.lane'), code(`lane.${task.lane}`, task.lane)],
        [t('task.owner'), owners],
        [t('task.delegated_to'), task.delegated_to],
        [t('task.starts'), task.starts_at && format.moment(task.starts_at)],
        [t('task.due'), task.due_at && format.moment(task.due_at)],
        [t('task.waits_for'), task.waits_for.map(both).join('、')],
        [
          t('handover.title'),
          task.items && t('flow.items', { received: task.items.received, total: task.items.total }),
        ],
        [t('task.finished'), task.finished_at && format.moment(task.finished_at)],
        [t('task.finished_by'), task.finished_by],
        [t('task.article'), both(task.article)],
      ]}
    />
  );
}
