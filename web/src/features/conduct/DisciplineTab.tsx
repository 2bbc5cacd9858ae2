import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { disciplineQuery } from '../../api/conduct';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { CutNote } from '../../ui/CutNote';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import styles from './conduct.module.css';
import { DisciplineDrawer } from './DisciplineDrawer';
import { DisciplineItem } from './DisciplineItem';

/** Disciplinary cases with the steps that the law and the house want. */
export function DisciplineTab() {
  const t = useText();
  const [opening, setOpening] = useState(false);
  const found = useQuery(disciplineQuery);
  return (
    <div className={styles.pad}>
      <div className="row spread">
        <p className="muted">{t('conduct.discipline.note')}</p>
        <Button look="primary" onClick={() => setOpening(true)}>
          {t('conduct.discipline.open')}
        </Button>
      </div>
      <QueryState query={found} what={t('conduct.tab.discipline')} framed={false}>
        {({ items, more }) =>
          items.length === 0 ? (
            <Empty framed={false} title={t('conduct.discipline.none')}>
              {t('conduct.discipline.none.body')}
            </Empty>
          ) : (
            <div>
              {items.map((item) => (
                <DisciplineItem key={item.id} item={item} manages />
              ))}
              <CutNote more={more} shown={items.length} />
            </div>
          )
        }
      </QueryState>
      {opening && <DisciplineDrawer onClose={() => setOpening(false)} />}
    </div>
  );
}
