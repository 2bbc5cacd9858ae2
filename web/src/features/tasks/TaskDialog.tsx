import { type FormEvent, useState } from 'react';
import { findPeople } from '../../api/people';
import { delegateTask, reopenTask, skipTask } from '../../api/tasks';
import type { TaskAction, TaskView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { type Pick, PickField, TextArea } from '../../ui/fields';
import { Dialog } from '../../ui/Modal';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';

type Asked = Exclude<TaskAction, 'complete' | 'open_case'>;

/** Leaving out, taking back and handing on need a reason or a name. */
export function TaskDialog({
  task,
  action,
  onClose,
}: {
  task: TaskView;
  action: Asked | null;
  onClose: () => void;
}) {
  const t = useText();
  const both = useBilingual();
  return (
    <Dialog open={action !== null} title={action ? t(`tasks.action.${action}`) : ''} onClose={onClose}>
      {action && (
        <div className="stack">
          <p>{both(task.title)}</p>
          {action === 'delegate' ? (
            <DelegateForm task={task} onClose={onClose} />
          ) : (
            <ReasonForm task={task} action={action} onClose={onClose} />
          )}
        </div>
      )}
    </Dialog>
  );
}

function ReasonForm({
  task,
  action,
  onClose,
}: {
  task: TaskView;
  action: 'skip' | 'reopen';
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(action === 'skip' ? skipTask : reopenTask, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) void write.run(task.id, reason.trim());
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ProblemNotice problem={write.problem} />
      <TextArea
        label={t('ui.reason')}
        value={reason}
        rows={3}
        error={tried && !reason.trim() ? t('ui.field.missing') : null}
        onChange={setReason}
        required
      />
      <Buttons busy={write.busy} title={t(`tasks.action.${action}`)} onClose={onClose} />
    </form>
  );
}

function DelegateForm({ task, onClose }: { task: TaskView; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const [person, setPerson] = useState<Pick | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(delegateTask, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (person) void write.run(task.id, person.id);
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <ProblemNotice problem={write.problem} />
      <PickField
        label={t('tasks.delegate_to')}
        value={person}
        find={findPeople}
        error={tried && !person ? t('ui.field.missing') : null}
        onChange={setPerson}
        required
      />
      <Buttons busy={write.busy} title={t('tasks.action.delegate')} onClose={onClose} />
    </form>
  );
}

function Buttons({ busy, title, onClose }: { busy: boolean; title: string; onClose: () => void }) {
  const t = useText();
  return (
    <div className="row">
      <Button type="submit" look="primary" busy={busy}>
        {title}
      </Button>
      <Button onClick={onClose}>{t('action.cancel')}</Button>
    </div>
  );
}
