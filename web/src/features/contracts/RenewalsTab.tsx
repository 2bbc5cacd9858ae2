import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { renewalsQuery } from '../../api/contracts';
import { useMay } from '../../api/session';
import { useText } from '../../i18n/useText';
import { CutNote } from '../../ui/CutNote';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { BatchRenewal } from './BatchRenewal';
import styles from './contracts.module.css';
import { RenewalItem } from './RenewalItem';

/** Renewals under way, and above them the way to make many at once. */
export function RenewalsTab() {
  const t = useText();
  const may = useMay();
  const search = useSearch({ from: '/signed-in/contracts' });
  const renewals = useQuery(renewalsQuery);
  return (
    <div className={styles.pad}>
      {may('contract.write') && (
        <BatchRenewal within={search.within ?? '90'} filter={{ unit: search.unit, entity: search.entity }} />
      )}
      <section className="stack">
        <h2>{t('contracts.under_way')}</h2>
        <QueryState query={renewals} what={t('contracts.under_way')} framed={false}>
          {({ items, more }) =>
            items.length === 0 ? (
              <Empty framed={false} title={t('contracts.under_way.none')}>
                {t('contracts.under_way.none.body')}
              </Empty>
            ) : (
              <div>
                {items.map((item) => (
                  <RenewalItem key={item.id} item={item} named mayWrite={may('contract.write')} />
                ))}
                <CutNote more={more} shown={items.length} />
              </div>
            )
          }
        </QueryState>
      </section>
    </div>
  );
}
