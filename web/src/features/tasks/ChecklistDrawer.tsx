import { useState } from 'react';
import { findPeople } from '../../api/people';
import { addFlowItem } from '../../api/tasks';
import type { TaskView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { type Pick, PickField, SelectField, TextField } from '../../ui/fields';

const kinds = ['work', 'document', 'customer', 'asset'] as const;
type ItemKind = (typeof kinds)[number];

/** Tasks that are about a list of things to hand over or give back. */
export const hasChecklist = (task: TaskView) => ['checklist', 'review', 'asset_return'].includes(task.kind);

/** Adds things to the list, one after another; whoever takes them over receives them. */
export function ChecklistDrawer({
  task,
  open,
  onClose,
}: {
  task: TaskView;
  open: boolean;
  onClose: () => void;
}) {
  const t = useText();
  const [kind, setKind] = useState<ItemKind>(task.kind === 'asset_return' ? 'asset' : 'work');
  const [title, setTitle] = useState('');
  const [successor, setSuccessor] = useState<Pick | null>(null);
  const [added, setAdded] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const write = useWrite(addFlowItem, (item) => {
    setAdded((before) => [...before, item.title]);
    setTitle('');
    setTried(false);
  });
  const submit = () => {
    setTried(true);
    if (title.trim())
      void write.run(task.flow_id, { kind, title: title.trim(), successor_id: successor?.id ?? null });
  };
  return (
    <FormDrawer
      open={open}
      title={t('handover.title')}
      submit={t('handover.add')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('handover.note')}</p>
      <SelectField
        label={t('handover.kind')}
        value={kind}
        options={kinds.map((value) => ({ value, title: t(`handover.kind.${value}`) }))}
        onChange={(value) => setKind(kinds.find((known) => known === value) ?? 'work')}
        required
      />
      <TextField
        label={t('handover.what')}
        value={title}
        error={tried && !title.trim() ? t('ui.field.missing') : null}
        onChange={setTitle}
        required
      />
      <PickField
        label={t('handover.successor')}
        hint={t('handover.successor.hint')}
        value={successor}
        find={findPeople}
        onChange={setSuccessor}
      />
      {added.length > 0 && <p role="status">{t('handover.added', { items: added.join('、') })}</p>}
    </FormDrawer>
  );
}
