import { useState } from 'react';
import { addTask } from '../../api/offboarding';
import { useSession } from '../../api/session';
import type { FlowView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, SelectField, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';

interface AddTaskProps {
  caseId: string;
  flow: FlowView;
  open: boolean;
  onClose: () => void;
}

/** Work that only this case has, for one of the parties. Nothing waits for it. */
export function AddTaskDrawer({ caseId, flow, open, onClose }: AddTaskProps) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const toast = useToast();
  const { today } = useSession();
  const [title, setTitle] = useState('');
  const [lane, setLane] = useState<string | null>(null);
  const [due, setDue] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(addTask, () => {
    toast({ text: t('task.added', { task: title.trim() }) });
    setTitle('');
    setLane(null);
    setDue(null);
    setTried(false);
    onClose();
  });
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  const errorAt = (field: string) => (write.problem?.field === field ? write.problem.message : null);
  const submit = () => {
    setTried(true);
    if (title.trim() && lane && due) void write.run(caseId, { title: title.trim(), lane, due_on: due });
  };
  return (
    <FormDrawer
      open={open}
      title={t('task.add')}
      submit={t('task.add.submit')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <Notice icon="guard">{t('task.add.note')}</Notice>
      <TextField
        label={t('task.add.title')}
        hint={t('task.add.title.hint')}
        value={title}
        error={errorAt('title') ?? missing(!title.trim())}
        onChange={setTitle}
        required
      />
      <SelectField
        label={t('task.add.lane')}
        hint={t('task.add.lane.hint')}
        value={lane}
        options={flow.diagram.lanes.map((item) => ({ value: item.key, title: laneWords(item.key) }))}
        error={errorAt('lane') ?? missing(!lane)}
        onChange={setLane}
        required
      />
      <DateField
        label={t('task.due')}
        value={due}
        min={today}
        error={errorAt('due_on') ?? missing(!due)}
        onChange={setDue}
        required
      />
    </FormDrawer>
  );

  /** The party with the names of those who do its work. */
  function laneWords(key: string): string {
    const title = both(flow.diagram.lanes.find((item) => item.key === key)?.title);
    const names = new Set(flow.tasks.filter((task) => task.lane === key).flatMap((task) => task.owner.names));
    return names.size > 0
      ? t('task.lane_names', { lane: title, names: format.names([...names].slice(0, 3)) })
      : title;
  }
}
