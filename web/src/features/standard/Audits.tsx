import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/session';
import { auditReport, dataAuditsQuery, openDataAudit, ownersQuery, putAuditPlan } from '../../api/standard';
import type { DataAuditList, DataAuditSummary } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, buttonClass, TextButton } from '../../ui/Button';
import { CutNote } from '../../ui/CutNote';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, RadioGroup, SelectField, TextField } from '../../ui/fields';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag, type Tone } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { type Column, DataTable } from '../../ui/table/DataTable';
import { AuditDrawer } from './AuditDrawer';
import { useScore } from './Quality';
import styles from './standard.module.css';

/** Quarterly and half-yearly audits: the calendar, and each audit with what is open and what is late. */
export function Audits() {
  const t = useText();
  const audits = useQuery(dataAuditsQuery);
  return (
    <div className={styles.part}>
      <QueryState query={audits} what={t('standard.tab.audits')} framed={false}>
        {(data) => <AuditsOf data={data} />}
      </QueryState>
    </div>
  );
}

function AuditsOf({ data }: { data: DataAuditList }) {
  const t = useText();
  const may = useMay();
  const [planning, setPlanning] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const open = useWrite(openDataAudit, (audit) => setOpened(audit.summary.id));
  const write = may('standard.write');
  const { plan } = data;
  const drawable = plan && !data.items.some((audit) => audit.state === 'open');
  return (
    <>
      <ProblemNotice problem={open.problem} />
      <div className={styles.bar}>
        <p className="muted">
          {plan
            ? t(plan.active ? 'audits.plan' : 'audits.plan.off', {
                cadence: t(plan.cadence === 'half_year' ? 'audits.half_year' : 'audits.quarter'),
                owner: plan.owner?.name ?? t('audits.nobody'),
                days: plan.due_days,
              })
            : t('audits.plan.none')}
        </p>
        {write && (
          <span className="row">
            <Button look={plan ? 'default' : 'primary'} onClick={() => setPlanning(true)}>
              {t('audits.plan.set')}
            </Button>
            {drawable && (
              <Button look="primary" busy={open.busy} onClick={() => void open.run()}>
                {t('audits.open')}
              </Button>
            )}
          </span>
        )}
      </div>
      {data.items.length === 0 ? (
        <Empty framed={false} title={t('audits.none.title')}>
          {t('audits.none.body')}
        </Empty>
      ) : (
        <List data={data} onOpen={setOpened} />
      )}
      <CutNote more={data.more} shown={data.items.length} />
      {planning && <PlanDrawer plan={plan} onClose={() => setPlanning(false)} />}
      {opened && <AuditDrawer id={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

const tones: Record<string, Tone> = { open: 'info', signed: 'good' };

function List({ data, onOpen }: { data: DataAuditList; onOpen: (id: string) => void }) {
  const t = useText();
  const format = useFormats();
  const score = useScore();
  const stateOf = (audit: DataAuditSummary) =>
    (['planned', 'open', 'signed'] as const).find((name) => name === audit.state) ?? 'planned';
  const columns: Column<DataAuditSummary>[] = [
    {
      key: 'period',
      title: t('data_audit.period'),
      width: 'minmax(110px, 1fr)',
      phone: 'lead',
      cell: (audit) => (
        <TextButton plain onClick={() => onOpen(audit.id)}>
          {audit.period}
        </TextButton>
      ),
    },
    {
      key: 'state',
      title: t('data_audit.state'),
      width: '170px',
      phone: 'side',
      cell: (audit) => (
        <span className={styles.terms}>
          <Tag tone={tones[audit.state] ?? 'neutral'}>{t(`audits.state.${stateOf(audit)}`)}</Tag>
          {audit.overdue && <Tag tone="bad">{t('audits.overdue')}</Tag>}
        </span>
      ),
    },
    {
      key: 'score',
      title: t('quality.score'),
      width: '80px',
      align: 'end',
      phone: 'away',
      cell: (audit) => <span className="num">{score(audit.score_tenths)}</span>,
    },
    {
      key: 'items',
      title: t('audits.items'),
      width: 'minmax(120px, 1fr)',
      phone: 'sub',
      cell: (audit) =>
        audit.items > 0
          ? t('audits.items.closed', { n: format.number(audit.closed), of: format.number(audit.items) })
          : '—',
    },
    {
      key: 'late',
      title: t('audits.late'),
      width: '90px',
      align: 'end',
      phone: 'away',
      cell: (audit) => (audit.late > 0 ? <Tag tone="bad">{format.number(audit.late)}</Tag> : '0'),
    },
    {
      key: 'due',
      title: t('data_audit.due_on'),
      width: '120px',
      phone: 'sub',
      cell: (audit) => format.day(audit.due_on),
    },
    {
      key: 'owner',
      title: t('data_audit.owner_account_id'),
      width: 'minmax(90px, 1fr)',
      phone: 'away',
      cell: (audit) => audit.owner?.name ?? '—',
    },
    {
      key: 'report',
      title: t('data_audit.report'),
      width: '90px',
      phone: 'away',
      cell: (audit) =>
        audit.state === 'planned' ? (
          '—'
        ) : (
          <a className={buttonClass('quiet', 'small')} href={auditReport(audit.id)} download>
            PDF
          </a>
        ),
    },
  ];
  return (
    <DataTable
      label={t('standard.tab.audits')}
      columns={columns}
      rows={data.items}
      rowKey={(row) => row.id}
    />
  );
}

function PlanDrawer({ plan, onClose }: { plan: DataAuditList['plan']; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const owners = useQuery(ownersQuery).data?.items ?? [];
  const [cadence, setCadence] = useState(plan?.cadence === 'half_year' ? 'half_year' : 'quarter');
  const [owner, setOwner] = useState<string | null>(plan?.owner?.account_id ?? null);
  const [days, setDays] = useState(String(plan?.due_days ?? 20));
  const [active, setActive] = useState(plan?.active ?? true);
  const write = useWrite(putAuditPlan, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  return (
    <FormDrawer
      open
      title={t('audits.plan.set')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() =>
        void write.run({ cadence, owner_account_id: owner, due_days: Number(days) || 0, active })
      }
    >
      <RadioGroup
        label={t('data_audit_plan.cadence')}
        value={cadence}
        onChange={setCadence}
        choices={[
          { value: 'quarter', title: t('audits.quarter'), note: t('audits.quarter.note') },
          { value: 'half_year', title: t('audits.half_year'), note: t('audits.half_year.note') },
        ]}
      />
      <SelectField
        label={t('data_audit_plan.owner_account_id')}
        value={owner}
        options={owners.map((account) => ({ value: account.account_id, title: account.name }))}
        onChange={setOwner}
      />
      <TextField
        label={t('data_audit_plan.due_days')}
        hint={t('audits.due_days.hint')}
        inputMode="numeric"
        value={days}
        onChange={(text) => setDays(text.replace(/\D/g, ''))}
        required
      />
      <Checkbox label={t('audits.active')} checked={active} onChange={setActive} />
    </FormDrawer>
  );
}
