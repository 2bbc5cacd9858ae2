import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createReorganisation, reorganisationsQuery } from '../../api/reorganisations';
import { useMay, useSession } from '../../api/session';
import type { ReorganisationSummary } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { CutNote } from '../../ui/CutNote';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, TextArea, TextField } from '../../ui/fields';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import styles from './organisation.module.css';
import { PlanTag } from './planState';

/** Reorganisations: drafts, what waits for approval, what comes, what was. */
export function PlansTab() {
  const t = useText();
  const may = useMay();
  const plans = useQuery(reorganisationsQuery);
  const [adding, setAdding] = useState(false);
  return (
    <>
      {may('reorganisation.plan') && (
        <div className={styles.toolbar}>
          <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
            {t('plan.new')}
          </Button>
        </div>
      )}
      <Card flush title={t('org.tab.plans')} note={t('plan.list.note')}>
        <QueryState query={plans} what={t('org.tab.plans')} framed={false}>
          {(data) => (
            <>
              <Plans plans={data.items} />
              <CutNote more={data.more} shown={data.items.length} />
            </>
          )}
        </QueryState>
      </Card>
      {adding && <NewPlanDrawer onClose={() => setAdding(false)} />}
    </>
  );
}

function Plans({ plans }: { plans: ReorganisationSummary[] }) {
  const t = useText();
  const format = useFormats();
  if (plans.length === 0)
    return (
      <Empty framed={false} title={t('plan.none.title')}>
        {t('plan.none.body')}
      </Empty>
    );
  const columns: Column<ReorganisationSummary>[] = [
    {
      key: 'title',
      title: t('reorganisation.title'),
      width: 'minmax(180px, 2fr)',
      phone: 'lead',
      cell: (plan) => (
        <Link to="/organisation/plans/$planId" params={{ planId: plan.id }}>
          {plan.title}
        </Link>
      ),
    },
    {
      key: 'day',
      title: t('reorganisation.effective_on'),
      width: '110px',
      cell: (plan) => <time>{plan.effective_on}</time>,
    },
    {
      key: 'changes',
      title: t('plan.changes'),
      width: '90px',
      align: 'end',
      phone: 'away',
      cell: (plan) => format.number(plan.changes),
    },
    {
      key: 'by',
      title: t('reorganisation.created_by'),
      width: 'minmax(90px, 1fr)',
      phone: 'away',
      cell: (plan) => plan.drafted_by,
    },
    {
      key: 'state',
      title: t('reorganisation.state'),
      width: '150px',
      phone: 'side',
      cell: (plan) => (
        <>
          <PlanTag state={plan.state} /> {plan.hindered && <Tag tone="warn">{t('plan.hindered')}</Tag>}
        </>
      ),
    },
  ];
  return <DataTable label={t('org.tab.plans')} columns={columns} rows={plans} rowKey={(plan) => plan.id} />;
}

function NewPlanDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const { today } = useSession();
  const [title, setTitle] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(createReorganisation, (made) =>
    navigate({ to: '/organisation/plans/$planId', params: { planId: made.id } }),
  );
  return (
    <FormDrawer
      open
      title={t('plan.new')}
      submit={t('plan.new.submit')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (title.trim() && day)
          void write.run({ title: title.trim(), effective_on: day, note: note.trim() });
      }}
    >
      <TextField
        required
        label={t('reorganisation.title')}
        value={title}
        error={tried && !title.trim() ? t('ui.field.missing') : null}
        onChange={setTitle}
      />
      <DateField
        required
        label={t('reorganisation.effective_on')}
        hint={t('plan.new.day')}
        value={day}
        min={today}
        error={tried && !day ? t('ui.field.missing') : null}
        onChange={setDay}
      />
      <TextArea label={t('plan.note')} value={note} onChange={setNote} />
    </FormDrawer>
  );
}
