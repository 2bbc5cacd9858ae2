import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/session';
import { auditReport, dataAuditQuery, ownersQuery, putAuditItem, signDataAudit } from '../../api/standard';
import type { DataAuditDetail, DataAuditItem } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useLocale, useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { DateField, SelectField, TextArea } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Tag, type Tone } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { PlainTable } from '../../ui/table/PlainTable';
import { useScore } from './Quality';
import styles from './standard.module.css';

/** One audit: scores at its opening, items with owners and deadlines, the signature. */
export function AuditDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const audit = useQuery(dataAuditQuery(id));
  const period = audit.data?.summary.period ?? '';
  return (
    <Drawer
      open
      wide
      title={t('audits.title', { period })}
      onClose={onClose}
      foot={
        audit.data && audit.data.summary.state !== 'planned' ? (
          <a className={buttonClass()} href={auditReport(id)} download>
            {t(audit.data.summary.state === 'signed' ? 'audits.report' : 'audits.report.draft')}
          </a>
        ) : undefined
      }
    >
      <QueryState query={audit} what={t('standard.tab.audits')} framed={false}>
        {(data) => <AuditOf audit={data} />}
      </QueryState>
    </Drawer>
  );
}

function AuditOf({ audit }: { audit: DataAuditDetail }) {
  const t = useText();
  const may = useMay();
  const format = useFormats();
  const score = useScore();
  const { summary } = audit;
  const write = may('standard.write') && summary.state === 'open';
  if (summary.state === 'planned')
    return <Notice>{t('audits.planned.note', { day: format.day(summary.last_day) })}</Notice>;
  const open = audit.items.filter((item) => item.state === 'open').length;
  return (
    <div className="stack">
      {summary.overdue && (
        <Notice tone="warn" icon="warning">
          {t('audits.overdue.note', { day: format.day(summary.due_on) })}
        </Notice>
      )}
      <PlainTable
        label={t('quality.companies')}
        rows={audit.figures}
        rowKey={(figure) => figure.legal_entity_id ?? 'group'}
        columns={[
          {
            key: 'name',
            title: t('quality_score.legal_entity_id'),
            cell: (figure) => (figure.legal_entity_id ? figure.name : t('numbers.scope.group')),
          },
          { key: 'score', title: t('quality.score'), cell: (figure) => score(figure.score_tenths) },
          {
            key: 'checked',
            title: t('quality_score.checked'),
            cell: (figure) => format.number(figure.checked),
          },
          { key: 'failed', title: t('quality_score.failed'), cell: (figure) => format.number(figure.failed) },
        ]}
      />
      <h3>{t('audits.items')}</h3>
      {audit.items.length === 0 && <p className="muted">{t('audits.items.none')}</p>}
      <ul className={styles.merges}>
        {audit.items.map((item) => (
          <Item key={item.id} audit={summary.id} item={item} write={write} />
        ))}
      </ul>
      {write && <Sign id={summary.id} open={open} />}
      {audit.signed_by && audit.signed_at && (
        <Notice tone="good" icon="check" title={t('audits.signed')}>
          {t('audits.signed.by', { name: audit.signed_by, at: format.moment(audit.signed_at) })}{' '}
          {audit.statement}
        </Notice>
      )}
      {audit.report_digest && (
        <p className="muted small" style={{ overflowWrap: 'anywhere' }}>
          SHA-256 {audit.report_digest}
        </p>
      )}
    </div>
  );
}

const tones: Record<string, Tone> = { open: 'info', done: 'good' };

function Item({ audit, item, write }: { audit: string; item: DataAuditItem; write: boolean }) {
  const t = useText();
  const format = useFormats();
  const english = useLocale() === 'en';
  const [editing, setEditing] = useState(false);
  const state = (['open', 'done', 'accepted'] as const).find((name) => name === item.state) ?? 'open';
  return (
    <li className={styles.merge}>
      <div className="stack">
        <p>
          <b>{english ? item.title.en : item.title.zh}</b>{' '}
          <span className="muted">{item.company ?? t('numbers.scope.group')}</span>{' '}
          <Tag tone={tones[state] ?? 'neutral'}>{t(`audits.item.${state}`)}</Tag>{' '}
          {item.overdue && <Tag tone="bad">{t('quality.late')}</Tag>}
        </p>
        <p className="muted small">
          {t('audits.item.counts', { found: format.number(item.found), left: format.number(item.remaining) })}{' '}
          ·{' '}
          {item.owner
            ? t('quality.given', { name: item.owner.name, day: format.day(item.due_on) })
            : t('audits.item.nobody', { day: format.day(item.due_on) })}
        </p>
        {item.conclusion && <p className="small">{item.conclusion}</p>}
        {editing && <ItemForm audit={audit} item={item} onClose={() => setEditing(false)} />}
      </div>
      {write && !editing && (
        <Button size="small" onClick={() => setEditing(true)}>
          {t('audits.item.edit')}
        </Button>
      )}
    </li>
  );
}

function ItemForm({ audit, item, onClose }: { audit: string; item: DataAuditItem; onClose: () => void }) {
  const t = useText();
  const owners = useQuery(ownersQuery).data?.items ?? [];
  const [owner, setOwner] = useState<string | null>(item.owner?.account_id ?? null);
  const [due, setDue] = useState<string | null>(item.due_on);
  const [state, setState] = useState<string | null>(item.state);
  const [conclusion, setConclusion] = useState(item.conclusion ?? '');
  const write = useWrite(putAuditItem, onClose);
  return (
    <div className="stack">
      <ProblemNotice problem={write.problem} />
      <div className={styles.pair}>
        <SelectField
          label={t('data_audit_item.owner_account_id')}
          value={owner}
          options={owners.map((account) => ({ value: account.account_id, title: account.name }))}
          onChange={setOwner}
        />
        <DateField label={t('data_audit_item.due_on')} value={due} onChange={setDue} />
        <SelectField
          label={t('data_audit_item.state')}
          value={state}
          options={(['open', 'done', 'accepted'] as const).map((value) => ({
            value: value as string,
            title: t(`audits.item.${value}`),
          }))}
          onChange={setState}
          required
        />
      </div>
      <TextArea
        label={t('data_audit_item.conclusion')}
        hint={t('audits.conclusion.hint')}
        value={conclusion}
        onChange={setConclusion}
      />
      <span className="row">
        <Button size="small" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          size="small"
          busy={write.busy}
          onClick={() =>
            void write.run(audit, item.id, {
              owner_account_id: owner,
              due_on: due,
              state,
              conclusion: conclusion.trim() || null,
            })
          }
        >
          {t('action.save')}
        </Button>
      </span>
    </div>
  );
}

function Sign({ id, open }: { id: string; open: number }) {
  const t = useText();
  const toast = useToast();
  const [statement, setStatement] = useState('');
  const write = useWrite(signDataAudit, () => toast({ text: t('audits.signed') }));
  if (open > 0) return <p className="muted">{t('audits.sign.wait', { n: open })}</p>;
  return (
    <div className="stack">
      <ProblemNotice problem={write.problem} />
      <TextArea
        label={t('data_audit.statement')}
        hint={t('audits.statement.hint')}
        value={statement}
        onChange={setStatement}
        required
      />
      <div>
        <Button
          look="primary"
          busy={write.busy}
          disabled={statement.trim().length < 2}
          onClick={() => void write.run(id, statement.trim())}
        >
          {t('audits.sign')}
        </Button>
      </div>
    </div>
  );
}
