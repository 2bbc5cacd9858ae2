import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { waiveBond } from '../../api/contracts';
import type { BondView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { ExplainedFigure } from '../../ui/explained/Explained';
import { Facts } from '../../ui/Facts';
import { Redacted } from '../../ui/Hidden';
import { Tag } from '../../ui/Tag';
import styles from './contracts.module.css';
import { ReasonDrawer } from './ReasonDrawer';

/** One agreement, and what of it could be claimed today. */
export function BondItem({ item, named, mayWrite }: { item: BondView; named: boolean; mayWrite: boolean }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const [waiving, setWaiving] = useState(false);
  const amount = (name: string, fen: number | null) =>
    item.redacted.includes(name) ? <Redacted /> : fen === null ? null : format.money(fen);
  return (
    <article className={styles.item}>
      <div className={styles.head}>
        {named && (
          <Link to="/people/$personId" params={{ personId: item.person.id }} search={{ tab: 'contracts' }}>
            {item.person.full_name}
          </Link>
        )}
        <b>{item.training}</b>
        {item.state && (
          <Tag tone={item.state === 'running' ? 'info' : 'neutral'}>
            {code(`contracts.bond.state.${item.state}`, item.state)}
          </Tag>
        )}
      </div>
      <Facts
        items={[
          [t('service_bond.provider'), item.provider],
          [t('contracts.bond.period'), `${format.day(item.first_day)} – ${format.day(item.last_day)}`],
          item.served_months !== null && [
            t('contracts.bond.served'),
            t('contracts.bond.served_of', { served: item.served_months, months: item.months ?? 0 }),
          ],
          [t('service_bond.cost'), amount('cost_fen', item.cost_fen)],
          [t('service_bond.penalty'), amount('penalty_fen', item.penalty_fen)],
          item.claim_fen !== null &&
            item.explanation !== null && [
              t('contracts.bond.claim'),
              <ExplainedFigure
                key="claim"
                title={t('contracts.bond.claim')}
                value={format.money(item.claim_fen)}
                explanation={item.explanation}
              />,
            ],
        ]}
      />
      {mayWrite && item.state === 'running' && (
        <div className="row">
          <Button size="small" onClick={() => setWaiving(true)}>
            {t('contracts.bond.waive')}
          </Button>
        </div>
      )}
      {waiving && (
        <ReasonDrawer
          title={t('contracts.bond.waive')}
          note={t('contracts.bond.waive.note')}
          send={(reason) => waiveBond(item.id, reason)}
          onClose={() => setWaiving(false)}
        />
      )}
    </article>
  );
}
