import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  addChange,
  confirmReorganisation,
  previewQuery,
  reorganisationQuery,
  submitReorganisation,
} from '../../api/reorganisations';
import { useMay } from '../../api/session';
import type { DraftUnit, ReorganisationView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { ApprovalTrail } from '../../ui/approval/ApprovalTrail';
import { Button, linkClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { Page, Split } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { useToast } from '../../ui/Toast';
import { ChangesCard } from './ChangesCard';
import { DifferenceCard } from './DifferenceCard';
import { DraftCanvas } from './DraftCanvas';
import { HindranceList } from './hindrances';
import { EditPlanDrawer, WithdrawDrawer } from './PlanDrawers';
import { PlanTag } from './planState';
import { RightsCard } from './RightsCard';
import { UnitActions } from './UnitActions';

/** One reorganisation: the chart of its day with the draft laid over it, what differs, and the way to its day. */
export function PlanPage() {
  const t = useText();
  const { planId } = useParams({ from: '/signed-in/organisation/plans/$planId' });
  const plan = useQuery(reorganisationQuery(planId));
  return (
    <QueryState query={plan} what={t('page.plan.title')}>
      {(data) => <Plan plan={data} />}
    </QueryState>
  );
}

function Plan({ plan }: { plan: ReorganisationView }) {
  const t = useText();
  const format = useFormats();
  const may = useMay();
  const toast = useToast();
  const preview = useQuery({ ...previewQuery(plan.id), placeholderData: (before) => before });
  const [selected, setSelected] = useState<DraftUnit | null>(null);
  const [drawer, setDrawer] = useState<'edit' | 'withdraw' | null>(null);
  const submit = useWrite(
    () => submitReorganisation(plan.id, plan.version),
    () => toast({ text: t('plan.submitted') }),
  );
  const confirm = useWrite(() => confirmReorganisation(plan.id, plan.version));
  const move = useWrite((unit: string, onto: string) =>
    addChange(plan.id, plan.version, { kind: 'move_unit', unit_id: unit, parent_id: onto }),
  );
  const open = !['activated', 'withdrawn'].includes(plan.state);
  const meanwhile = plan.changes.some((change) =>
    change.hindrances.some((found) => found.code === 'reorganisations.changed_meanwhile'),
  );
  return (
    <Page
      title={plan.title}
      tag={<PlanTag state={plan.state} />}
      crumbs={[
        <Link key="list" to="/organisation" search={{ tab: 'plans' }}>
          {t('org.tab.plans')}
        </Link>,
      ]}
      sub={t(open ? 'plan.sub' : 'plan.sub_over', { day: format.dayLong(plan.effective_on) })}
      actions={
        may('reorganisation.plan') && (
          <>
            {open && <Button onClick={() => setDrawer('withdraw')}>{t('plan.withdraw')}</Button>}
            {plan.may_change && <Button onClick={() => setDrawer('edit')}>{t('plan.edit')}</Button>}
            {plan.may_change && (
              <Button look="primary" busy={submit.busy} onClick={() => void submit.run()}>
                {t('plan.submit')}
              </Button>
            )}
          </>
        )
      }
    >
      <ProblemNotice problem={submit.problem ?? move.problem ?? confirm.problem} />
      <Hindered plan={plan} />
      {meanwhile && plan.may_change && (
        <Notice
          tone="warn"
          icon="warning"
          action={
            <Button size="small" busy={confirm.busy} onClick={() => void confirm.run()}>
              {t('plan.confirm')}
            </Button>
          }
        >
          {t('plan.meanwhile')}
        </Notice>
      )}
      <Answers plan={plan} />
      <Split
        aside={
          <>
            {plan.may_change && <UnitActions plan={plan} unit={selected} />}
            <DifferenceCard plan={plan} preview={preview} />
            <ChangesCard plan={plan} />
            {preview.data && <RightsCard preview={preview.data} />}
          </>
        }
      >
        <DraftCanvas
          plan={plan.id}
          selected={selected?.key ?? null}
          onSelect={setSelected}
          onMove={plan.may_change ? (unit, onto) => void move.run(unit, onto) : null}
        />
        {plan.note && <Notice title={t('plan.note')}>{plan.note}</Notice>}
      </Split>
      {drawer === 'edit' && <EditPlanDrawer plan={plan} onClose={() => setDrawer(null)} />}
      {drawer === 'withdraw' && <WithdrawDrawer plan={plan} onClose={() => setDrawer(null)} />}
    </Page>
  );
}

/** What stands in the way of the whole. */
function Hindered({ plan }: { plan: ReorganisationView }) {
  const t = useText();
  if (plan.hindrances.length === 0) return null;
  return (
    <Notice tone="warn" icon="warning" title={t('plan.hindrances.title')}>
      <HindranceList items={plan.hindrances} />
    </Notice>
  );
}

/** Who was asked and what they said. */
function Answers({ plan }: { plan: ReorganisationView }) {
  const t = useText();
  if (!plan.approval || plan.state === 'draft') return null;
  return (
    <Card
      title={t('plan.approval')}
      extra={
        plan.approval.mine && (
          <Link to="/approvals" className={linkClass}>
            {t('plan.answer')}
          </Link>
        )
      }
    >
      <div className="stack">
        {plan.state === 'submitted' && <p className="soft">{t('plan.waiting')}</p>}
        <ApprovalTrail approval={plan.approval} />
      </div>
    </Card>
  );
}
