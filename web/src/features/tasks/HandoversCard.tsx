import { useQuery } from '@tanstack/react-query';
import { handoversQuery, receiveFlowItem } from '../../api/tasks';
import type { FlowItem } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { CutNote } from '../../ui/CutNote';
import { ProblemNotice } from '../../ui/ProblemNotice';
import styles from './tasks.module.css';

/** What others hand over to the reader and the reader has not received yet; nothing is shown when there is nothing. */
export function HandoversCard() {
  const t = useText();
  const handovers = useQuery(handoversQuery).data;
  const open = handovers?.items.filter((item) => item.received_at === null) ?? [];
  if (open.length === 0) return null;
  return (
    <Card title={t('handover.to_me')} note={t('handover.to_me.note')} flush>
      <ul className={styles.list}>
        {open.map((item) => (
          <Line key={item.id} item={item} />
        ))}
      </ul>
      <CutNote more={handovers?.more ?? false} shown={open.length} />
    </Card>
  );
}

function Line({ item }: { item: FlowItem }) {
  const t = useText();
  const code = useCode();
  const receive = useWrite(receiveFlowItem);
  return (
    <li className={styles.task}>
      <p className={styles.title}>{item.title}</p>
      <p className={styles.due}>{code(`handover.kind.${item.kind}`, item.kind)}</p>
      <div className={styles.actions}>
        <Button size="small" icon="check" busy={receive.busy} onClick={() => receive.run(item.id)}>
          {t('handover.receive')}
        </Button>
        <ProblemNotice problem={receive.problem} />
      </div>
    </li>
  );
}
