import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findPeople } from '../../api/people';
import { addFlowItem, flowItemsQuery, receiveFlowItem, removeFlowItem } from '../../api/tasks';
import type { FlowItem, TaskView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { FormDrawer } from '../../ui/FormDrawer';
import { type Pick, PickField, SelectField, TextField } from '../../ui/fields';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import styles from './tasks.module.css';

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
  // Things of the firm come back to whoever takes them back: no kind, no successor to choose.
  const assets = task.kind === 'asset_return';
  const [kind, setKind] = useState<ItemKind>(assets ? 'asset' : 'work');
  const [title, setTitle] = useState('');
  const [successor, setSuccessor] = useState<Pick | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(addFlowItem, () => {
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
      title={assets ? t('handover.assets') : t('handover.title')}
      submit={t('handover.add')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('handover.note')}</p>
      {open && <Items task={task} />}
      <h3>{t('handover.new')}</h3>
      {!assets && (
        <SelectField
          label={t('handover.kind')}
          value={kind}
          options={kinds
            .filter((value) => value !== 'asset')
            .map((value) => ({ value, title: t(`handover.kind.${value}`) }))}
          onChange={(value) => setKind(kinds.find((known) => known === value) ?? 'work')}
          required
        />
      )}
      <TextField
        label={t('handover.what')}
        value={title}
        error={tried && !title.trim() ? t('ui.field.missing') : null}
        onChange={setTitle}
        required
      />
      {!assets && (
        <PickField
          label={t('handover.successor')}
          hint={t('handover.successor.hint')}
          value={successor}
          find={findPeople}
          onChange={setSuccessor}
        />
      )}
    </FormDrawer>
  );
}

/** What stands on the list already; what nobody is named for is received by whoever works on the case. */
function Items({ task }: { task: TaskView }) {
  const t = useText();
  const found = useQuery(flowItemsQuery(task.flow_id));
  const assets = task.kind === 'asset_return';
  return (
    <QueryState query={found} what={t('handover.title')} framed={false}>
      {(data) => {
        const items = data.items.filter((item) => (item.kind === 'asset') === assets);
        if (items.length === 0) return <p className="soft">{t('handover.none')}</p>;
        return (
          <ul className={styles.items}>
            {items.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </ul>
        );
      }}
    </QueryState>
  );
}

function Item({ item }: { item: FlowItem }) {
  const t = useText();
  const format = useFormats();
  const receive = useWrite(receiveFlowItem);
  const remove = useWrite(removeFlowItem);
  const mark = item.received_at ? (
    <Tag tone="good" icon="check">
      {t('handover.received', { at: format.moment(item.received_at) })}
    </Tag>
  ) : (
    <Tag>{item.successor_name ? t('handover.waits', { name: item.successor_name }) : t('handover.open')}</Tag>
  );
  return (
    <li>
      <span>{item.title}</span>
      <span className="row">
        {mark}
        {!item.received_at && item.successor_id === null && (
          <Button size="small" icon="check" busy={receive.busy} onClick={() => receive.run(item.id)}>
            {t('handover.receive')}
          </Button>
        )}
        {!item.received_at && (
          <Button size="small" look="quiet" busy={remove.busy} onClick={() => remove.run(item.id)}>
            {t('handover.remove')}
          </Button>
        )}
      </span>
      <ProblemNotice problem={receive.problem ?? remove.problem} />
    </li>
  );
}
