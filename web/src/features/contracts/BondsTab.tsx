import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bondsQuery } from '../../api/contracts';
import { useMay } from '../../api/session';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { CutNote } from '../../ui/CutNote';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { BondDrawer } from './BondDrawer';
import { BondItem } from './BondItem';
import styles from './contracts.module.css';

/** Service periods after paid training, and what of them could be claimed today. */
export function BondsTab() {
  const t = useText();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const found = useQuery(bondsQuery);
  return (
    <div className={styles.pad}>
      <div className="row spread">
        <p className="muted">{t('contracts.bond.note')}</p>
        {may('contract.write') && (
          <Button look="primary" onClick={() => setAdding(true)}>
            {t('contracts.bond.add')}
          </Button>
        )}
      </div>
      <QueryState query={found} what={t('contracts.tab.bonds')} framed={false}>
        {({ items, more }) =>
          items.length === 0 ? (
            <Empty framed={false} title={t('contracts.bond.none')}>
              {t('contracts.bond.none.body')}
            </Empty>
          ) : (
            <div>
              {items.map((item) => (
                <BondItem key={item.id} item={item} named mayWrite={may('contract.write')} />
              ))}
              <CutNote more={more} shown={items.length} />
            </div>
          )
        }
      </QueryState>
      {adding && <BondDrawer person={null} onClose={() => setAdding(false)} />}
    </div>
  );
}
