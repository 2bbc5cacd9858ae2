import { useQuery } from '@tanstack/react-query';
import { complaintsQuery } from '../../api/conduct';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { ComplaintItem } from './ComplaintItem';
import styles from './conduct.module.css';

/** What waits, without a name; and what the reader handles. */
export function ComplaintsTab() {
  const t = useText();
  const words = useBilingual();
  const found = useQuery(complaintsQuery);
  return (
    <div className={styles.pad}>
      <QueryState query={found} what={t('conduct.tab.complaints')} framed={false}>
        {({ items, protection }) => (
          <div className="stack">
            <Notice icon="guard">
              {t('conduct.complaint.protected', { article: words(protection.article) })}
            </Notice>
            {items.length === 0 ? (
              <Empty framed={false} title={t('conduct.complaint.none')}>
                {t('conduct.complaint.none.body')}
              </Empty>
            ) : (
              <div>
                {items.map((item) => (
                  <ComplaintItem key={item.id} item={item} own={false} />
                ))}
              </div>
            )}
          </div>
        )}
      </QueryState>
    </div>
  );
}
