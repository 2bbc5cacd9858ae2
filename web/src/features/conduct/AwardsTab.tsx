import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { awardsQuery } from '../../api/conduct';
import { useCatalogue } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { AwardBudgetView, AwardView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { CutNote } from '../../ui/CutNote';
import { Redacted } from '../../ui/Hidden';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { PlainTable } from '../../ui/table/PlainTable';
import { AwardDrawer, BudgetDrawer } from './AwardDrawers';
import styles from './conduct.module.css';
import { AwardTag } from './states';

/** Awards, and what the budgets of the year still hold. */
export function AwardsTab() {
  const t = useText();
  const may = useMay();
  const [open, setOpen] = useState<'award' | 'budget' | null>(null);
  const found = useQuery(awardsQuery);
  return (
    <div className={styles.pad}>
      <div className="row spread">
        <p className="muted">{t('conduct.award.note')}</p>
        <div className="row">
          {may('conduct.manage') && (
            <Button onClick={() => setOpen('budget')}>{t('conduct.budget.put')}</Button>
          )}
          <Button look="primary" onClick={() => setOpen('award')}>
            {t('conduct.award.propose')}
          </Button>
        </div>
      </div>
      <QueryState query={found} what={t('conduct.tab.awards')} framed={false}>
        {({ items, more, budgets }) => (
          <div className="stack">
            {budgets.length > 0 && (
              <section>
                <h2>{t('conduct.budget')}</h2>
                <Budgets budgets={budgets} />
              </section>
            )}
            {items.length === 0 ? (
              <Empty framed={false} title={t('conduct.award.none')}>
                {t('conduct.award.none.body')}
              </Empty>
            ) : (
              <section className="stack">
                <h2>{t('conduct.award.list')}</h2>
                <Awards items={items} />
                <CutNote more={more} shown={items.length} />
              </section>
            )}
          </div>
        )}
      </QueryState>
      {open === 'award' && <AwardDrawer onClose={() => setOpen(null)} />}
      {open === 'budget' && <BudgetDrawer onClose={() => setOpen(null)} />}
    </div>
  );
}

function Budgets({ budgets }: { budgets: AwardBudgetView[] }) {
  const t = useText();
  const format = useFormats();
  const amount = (fen: number | null) => (fen === null ? <Redacted /> : format.money(fen));
  return (
    <PlainTable
      label={t('conduct.budget')}
      rows={budgets}
      rowKey={(row) => row.unit.id}
      folds
      columns={[
        { key: 'unit', title: t('award_budget.unit_id'), cell: (row) => row.unit.name },
        { key: 'amount', title: t('award_budget.amount'), cell: (row) => amount(row.amount_fen) },
        { key: 'used', title: t('conduct.budget.used'), cell: (row) => amount(row.used_fen) },
        {
          key: 'left',
          title: t('conduct.budget.left'),
          cell: (row) =>
            row.amount_fen === null || row.used_fen === null ? (
              <Redacted />
            ) : (
              format.money(row.amount_fen - row.used_fen)
            ),
        },
      ]}
    />
  );
}

function Awards({ items }: { items: AwardView[] }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  return (
    <div>
      {items.map((item) => (
        <article key={item.id} className={styles.item}>
          <div className={styles.head}>
            <Link to="/people/$personId" params={{ personId: item.person.id }}>
              {item.person.full_name}
            </Link>
            <Link to="/conduct/awards/$awardId" params={{ awardId: item.id }}>
              <b>{item.title}</b>
            </Link>
            <AwardTag state={item.state} />
          </div>
          <p className="muted small">
            {format.parts([
              nameOf('award_kind', item.kind),
              format.day(item.day),
              item.amount_fen === null
                ? t('conduct.award.amount_hidden')
                : item.amount_fen === 0
                  ? null
                  : format.money(item.amount_fen),
            ])}
          </p>
        </article>
      ))}
    </div>
  );
}
