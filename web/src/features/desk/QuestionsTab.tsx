import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { openTicket, ownTicketsQuery } from '../../api/desk';
import { useCatalogue } from '../../api/organisation';
import type { TicketList, TicketView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { CutNote } from '../../ui/CutNote';
import { FormDrawer } from '../../ui/FormDrawer';
import { SelectField, TextArea, TextField } from '../../ui/fields';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag, type Tone } from '../../ui/Tag';
import { useAct } from '../../ui/useAct';
import styles from './desk.module.css';
import { TicketDrawer } from './TicketDrawer';

/** The own questions. */
export function QuestionsTab() {
  const t = useText();
  const [asking, setAsking] = useState(false);
  const found = useQuery(ownTicketsQuery);
  return (
    <div className={styles.pad}>
      <div className="row spread">
        <p className="muted">{t('desk.promise')}</p>
        <Button look="primary" onClick={() => setAsking(true)}>
          {t('desk.ask')}
        </Button>
      </div>
      <QueryState query={found} what={t('page.desk.title')} framed={false}>
        {(list) => (
          <Tickets
            list={list}
            own
            empty={
              <Empty framed={false} title={t('desk.none.own')}>
                {t('desk.none.own.body')}
              </Empty>
            }
          />
        )}
      </QueryState>
      {asking && <AskDrawer onClose={() => setAsking(false)} />}
    </div>
  );
}

/** Questions in order; one of them opens beside them. */
export function Tickets({ list, own, empty }: { list: TicketList; own: boolean; empty: ReactNode }) {
  const [reading, setReading] = useState<string | null>(null);
  return (
    <>
      {list.items.length === 0 && empty}
      <div>
        {list.items.map((item) => (
          <TicketItem key={item.id} item={item} own={own} onOpen={() => setReading(item.id)} />
        ))}
        <CutNote more={list.more} shown={list.items.length} />
      </div>
      {reading && <TicketDrawer id={reading} onClose={() => setReading(null)} />}
    </>
  );
}

const tones: Record<string, Tone> = { open: 'info', answered: 'good', closed: 'neutral' };

function TicketItem({ item, own, onOpen }: { item: TicketView; own: boolean; onOpen: () => void }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  return (
    <article className={styles.item}>
      <div className={styles.head}>
        <TextButton plain onClick={onOpen}>
          {item.title ?? t('ui.redacted')}
        </TextButton>
        {!own && <span>{item.person.full_name}</span>}
        <Tag tone={item.overdue ? 'bad' : (tones[item.state ?? ''] ?? 'neutral')}>
          {item.overdue ? t('desk.overdue') : code(`desk.state.${item.state}`, item.state ?? '')}
        </Tag>
        <span className="muted small">
          {format.parts([
            nameOf('ticket_category', item.category),
            item.opened_at && t('desk.asked_at', { at: format.moment(item.opened_at) }),
            item.state === 'open' && item.due_at && t('desk.due', { at: format.moment(item.due_at) }),
          ])}
        </span>
      </div>
    </article>
  );
}

function AskDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { choices } = useCatalogue();
  const [category, setCategory] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [body, setBody] = useState('');
  const act = useAct(openTicket, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('desk.ask')}
      submit={t('desk.ask.send')}
      onSubmit={() =>
        act.submit(
          category !== null && !!title.trim() && !!body.trim(),
          category ?? '',
          title.trim(),
          body.trim(),
        )
      }
    >
      <SelectField
        label={t('ticket.category')}
        value={category}
        options={choices('ticket_category')}
        error={act.errorAt('category', category === null)}
        onChange={setCategory}
        required
      />
      <TextField
        label={t('ticket.title')}
        value={title}
        error={act.errorAt('title', !title.trim())}
        onChange={setTitle}
        required
      />
      <TextArea
        label={t('ticket.body')}
        value={body}
        rows={6}
        error={act.errorAt('body', !body.trim())}
        onChange={setBody}
        required
      />
    </FormDrawer>
  );
}
