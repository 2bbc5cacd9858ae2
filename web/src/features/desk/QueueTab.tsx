import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ticketsQuery } from '../../api/desk';
import { useText } from '../../i18n/useText';
import { Chips } from '../../ui/Chips';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import styles from './desk.module.css';
import { Tickets } from './QuestionsTab';
import { ticketQueues } from './tabs';

/** The questions of the staff: first of all those that wait for an answer. Which queue is shown stands in the address. */
export function QueueTab() {
  const t = useText();
  const queue = useSearch({ from: '/signed-in/desk' }).queue ?? 'open';
  const navigate = useNavigate({ from: '/desk' });
  const found = useQuery(ticketsQuery(queue));
  return (
    <div className={styles.pad}>
      <Chips
        label={t('desk.tab.queue')}
        value={queue}
        onChange={(next) =>
          navigate({ search: { tab: 'queue', queue: next === 'open' ? undefined : next }, replace: true })
        }
        items={ticketQueues.map((key) => ({
          key,
          title: t(`desk.queue.${key}`),
          count: key === queue && !found.data?.more ? found.data?.items.length : null,
        }))}
      />
      <QueryState query={found} what={t('desk.tab.queue')} framed={false}>
        {(list) => (
          <Tickets
            list={list}
            own={false}
            empty={
              <Empty framed={false} title={t(`desk.none.queue.${queue}`)}>
                {t('desk.none.queue.body')}
              </Empty>
            }
          />
        )}
      </QueryState>
    </div>
  );
}
