import { receiveFlowItem, removeFlowItem } from '../../api/tasks';
import type { FlowItem } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Tag } from '../../ui/Tag';
import styles from './offboarding.module.css';

/** What passes to others, and whether it has arrived. It never holds back wages or the certificate. */
export function HandoverCard({
  items,
  works = false,
}: {
  items: FlowItem[];
  /** The reader works on the case: receives what nobody else is named for, and takes wrong lines off. */
  works?: boolean;
}) {
  const t = useText();
  const received = items.filter((item) => item.received_at !== null).length;
  return (
    <Card
      title={t('handover.title')}
      note={items.length > 0 ? t('flow.items', { total: items.length, received }) : undefined}
      flush
      foot={<span>{t('handover.note')}</span>}
    >
      {items.length === 0 ? (
        <p className={styles.pad}>{t('handover.none')}</p>
      ) : (
        <ul className={styles.deadlines}>
          {items.map((item) => (
            <Line key={item.id} item={item} works={works} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Line({ item, works }: { item: FlowItem; works: boolean }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  return (
    <li className={styles.item}>
      <span>
        {item.title}
        <br />
        <span className="muted small">
          {format.parts([code(`handover.kind.${item.kind}`, item.kind), item.received_by])}
        </span>
      </span>
      {item.received_at ? (
        <Tag tone="good" icon="check">
          {t('handover.received', { at: format.moment(item.received_at) })}
        </Tag>
      ) : (
        <span className="row">
          <Tag>
            {item.successor_name ? t('handover.waits', { name: item.successor_name }) : t('handover.open')}
          </Tag>
          {works && <Acts item={item} />}
        </span>
      )}
    </li>
  );
}

function Acts({ item }: { item: FlowItem }) {
  const t = useText();
  const receive = useWrite(receiveFlowItem);
  const remove = useWrite(removeFlowItem);
  return (
    <>
      {item.successor_id === null && (
        <Button size="small" icon="check" busy={receive.busy} onClick={() => receive.run(item.id)}>
          {t('handover.receive')}
        </Button>
      )}
      <Button size="small" look="quiet" busy={remove.busy} onClick={() => remove.run(item.id)}>
        {t('handover.remove')}
      </Button>
      <ProblemNotice problem={receive.problem ?? remove.problem} />
    </>
  );
}
