import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { noncompetesQuery } from '../../api/contracts';
import { useMay } from '../../api/session';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { CutNote } from '../../ui/CutNote';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import styles from './contracts.module.css';
import { NoncompeteDrawer } from './NoncompeteDrawer';
import { NoncompeteItem } from './NoncompeteItem';

/** Who is bound after the job, until when, and whether it is paid. */
export function NoncompetesTab() {
  const t = useText();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const found = useQuery(noncompetesQuery);
  return (
    <div className={styles.pad}>
      <div className="row spread">
        <p className="muted">{t('contracts.noncompete.note')}</p>
        {may('contract.write') && (
          <Button look="primary" onClick={() => setAdding(true)}>
            {t('contracts.noncompete.add')}
          </Button>
        )}
      </div>
      <QueryState query={found} what={t('contracts.tab.noncompetes')} framed={false}>
        {({ items, more }) =>
          items.length === 0 ? (
            <Empty framed={false} title={t('contracts.noncompete.none')}>
              {t('contracts.noncompete.none.body')}
            </Empty>
          ) : (
            <div>
              {items.map((item) => (
                <NoncompeteItem key={item.id} item={item} named mayWrite={may('contract.write')} />
              ))}
              <CutNote more={more} shown={items.length} />
            </div>
          )
        }
      </QueryState>
      {adding && <NoncompeteDrawer person={null} onClose={() => setAdding(false)} />}
    </div>
  );
}
