import type { FlowItem } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Tag } from '../../ui/Tag';
import styles from './offboarding.module.css';

/** What passes to others, and whether it has arrived. It never holds back wages or the certificate. */
export function HandoverCard({ items }: { items: FlowItem[] }) {
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
            <Line key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Line({ item }: { item: FlowItem }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  return (
    <li className={styles.item}>
      <span>
        {item.title}
        <br />
        <span className="muted small">
          {[code(`handover.kind.${item.kind}`, item.kind), item.successor_name].filter(Boolean).join('，')}
        </span>
      </span>
      {item.received_at ? (
        <Tag tone="good" icon="check">
          {t('handover.received', { at: format.moment(item.received_at) })}
        </Tag>
      ) : (
        <Tag>{t('handover.open')}</Tag>
      )}
    </li>
  );
}
