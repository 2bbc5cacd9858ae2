import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { closeTicket, replyTicket, ticketQuery } from '../../api/desk';
import type { TicketPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { TextArea } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import styles from './desk.module.css';

/** A question with what was said, and the next word. */
export function TicketDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const found = useQuery(ticketQuery(id));
  return (
    <Drawer open title={found.data?.ticket.title ?? t('page.desk.title')} onClose={onClose}>
      <QueryState query={found} what={t('page.desk.title')} framed={false}>
        {(page) => <Talk page={page} />}
      </QueryState>
    </Drawer>
  );
}

function Talk({ page }: { page: TicketPage }) {
  const t = useText();
  const format = useFormats();
  const [words, setWords] = useState('');
  const reply = useWrite(
    (body: string) => replyTicket(page.ticket.id, body),
    () => setWords(''),
  );
  const close = useWrite(() => closeTicket(page.ticket.id));
  const closed = page.ticket.state === 'closed';
  return (
    <div className="stack">
      <div>
        {page.messages.map((message) => (
          <div key={`${message.at} ${message.body}`} className={styles.item}>
            <p className="muted small">
              {format.parts([
                message.by_asker ? page.ticket.person.full_name : t('page.desk.title'),
                format.moment(message.at),
              ])}
            </p>
            <p className={styles.words}>{message.body}</p>
          </div>
        ))}
      </div>
      <ProblemNotice problem={reply.problem ?? close.problem} />
      {!closed && (
        <>
          <TextArea label={t('desk.reply')} value={words} rows={4} onChange={setWords} />
          <div className="row">
            <Button
              look="primary"
              busy={reply.busy}
              disabled={!words.trim()}
              onClick={() => void reply.run(words.trim())}
            >
              {t('desk.reply.send')}
            </Button>
            <Button busy={close.busy} onClick={() => void close.run()}>
              {t('desk.close')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
