import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { auditEntriesQuery, auditStatusQuery, verifyAudit } from '../../api/audit';
import { readCheckpoint } from '../../api/merkle';
import type { AuditEntryView, AuditStatusView, AuditVerification } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useOperations, useRecordNames } from '../../i18n/useNamed';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { type FigureItem, FigureStrip } from '../../ui/FigureStrip';
import { SelectField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { Page, Split } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Progress } from '../../ui/Progress';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { DataTable } from '../../ui/table/DataTable';
import styles from './audit.module.css';
import { EntryPanel } from './EntryPanel';

export function AuditPage() {
  const t = useText();
  const status = useQuery(auditStatusQuery);
  const [outcome, setOutcome] = useState<AuditVerification | null>(null);
  const verify = useWrite(verifyAudit, setOutcome);
  return (
    <Page
      title={t('page.audit.title')}
      sub={t('page.audit.sub')}
      actions={
        <Button look="primary" busy={verify.busy} onClick={() => verify.run()}>
          {t('audit.verify')}
        </Button>
      }
    >
      {verify.busy && <Progress title={t('audit.verifying')} share={null} />}
      <ProblemNotice problem={verify.problem} />
      {outcome && <Outcome outcome={outcome} />}
      <QueryState query={status} what={t('audit.status')}>
        {(data) => <Figures status={data} outcome={outcome} />}
      </QueryState>
      <Entries />
    </Page>
  );
}

function Outcome({ outcome }: { outcome: AuditVerification }) {
  const t = useText();
  const format = useFormats();
  if (outcome.first === null) {
    return (
      <Notice tone="good" icon="shield" title={t('audit.whole')} live>
        {t('audit.whole.body', {
          size: format.number(outcome.size),
          checkpoints: outcome.checkpoints,
          erased: outcome.erased,
        })}
      </Notice>
    );
  }
  const { kind, seq, up_to } = outcome.first;
  return (
    <Notice tone="bad" icon="warning" title={t('audit.broken')} live>
      <Found kind={kind} seq={seq} upTo={up_to} />
    </Notice>
  );
}

function Found({ kind, seq, upTo }: { kind: string; seq: number; upTo: number | null }) {
  const t = useText();
  const code = useCode();
  const what = code(`audit.finding.${kind}`, kind);
  return upTo === null
    ? t('audit.found_at', { what, seq })
    : t('audit.found_between', { what, seq, last: upTo });
}

function Figures({ status, outcome }: { status: AuditStatusView; outcome: AuditVerification | null }) {
  const t = useText();
  const format = useFormats();
  const checkpoint = status.checkpoint ? readCheckpoint(status.checkpoint) : null;
  const open = checkpoint ? status.size - checkpoint.size : status.size;
  const items: FigureItem[] = [
    {
      key: 'state',
      label: t('audit.figure.state'),
      word: true,
      value:
        outcome === null
          ? t('audit.state.not_checked')
          : outcome.whole
            ? t('audit.state.whole')
            : t('audit.state.broken'),
      tone: outcome === null ? undefined : outcome.whole ? 'good' : 'bad',
      note: t('audit.figure.state.note'),
    },
    {
      key: 'size',
      label: t('audit.figure.size'),
      value: format.number(status.size),
      note: open === 0 ? t('audit.figure.covered') : t('audit.figure.open', { open }),
    },
    {
      key: 'checkpoint',
      label: t('audit.figure.checkpoint'),
      value: checkpoint ? format.number(checkpoint.size) : t('ui.none'),
      word: !checkpoint,
      note: checkpoint && <code>{`${checkpoint.root.slice(0, 8)} … ${checkpoint.root.slice(-4)}`}</code>,
      detail: () => <pre className="small">{status.checkpoint}</pre>,
    },
    {
      key: 'key',
      label: t('audit.figure.key'),
      word: true,
      value: t('audit.figure.key.value'),
      note: t('audit.figure.key.note'),
      detail: () => <code>{status.verifier_key}</code>,
    },
  ];
  return <FigureStrip items={items} />;
}

function Entries() {
  const t = useText();
  const filter = useSearch({ from: '/signed-in/audit' });
  const navigate = useNavigate({ from: '/audit' });
  const operations = useOperations();
  const records = useRecordNames();
  const entries = useInfiniteQuery(auditEntriesQuery(filter));
  const rows = entries.data?.pages.flatMap((page) => page.items) ?? [];
  const selected = rows.find((row) => row.seq === filter.seq) ?? rows[0];
  return (
    <Split wide aside={selected && <EntryPanel entry={selected} />}>
      <Card flush>
        <div className={styles.filters}>
          <SelectField
            label={t('audit.column.operation')}
            value={filter.operation ?? null}
            options={operations.choices}
            none={t('audit.every')}
            onChange={(operation) =>
              navigate({ search: { ...filter, operation: operation ?? undefined }, replace: true })
            }
          />
          <SelectField
            label={t('audit.column.record')}
            value={filter.record ?? null}
            options={records.choices}
            none={t('audit.every')}
            onChange={(record) =>
              navigate({ search: { ...filter, record: record ?? undefined }, replace: true })
            }
          />
        </div>
        <QueryState query={entries} what={t('page.audit.title')} framed={false}>
          {() => (
            <EntryTable
              rows={rows}
              selected={selected?.seq ?? null}
              onSelect={(seq) => navigate({ search: { ...filter, seq }, replace: true, resetScroll: false })}
              onEnd={() => {
                if (entries.hasNextPage && !entries.isFetchingNextPage) void entries.fetchNextPage();
              }}
              more={entries.hasNextPage}
            />
          )}
        </QueryState>
      </Card>
    </Split>
  );
}

interface EntryTableProps {
  rows: AuditEntryView[];
  selected: number | null;
  onSelect: (seq: number) => void;
  onEnd: () => void;
  more: boolean;
}

function EntryTable({ rows, selected, onSelect, onEnd, more }: EntryTableProps) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  if (rows.length === 0) return <Empty framed={false} title={t('audit.none')} />;
  return (
    <DataTable
      label={t('page.audit.title')}
      rows={rows}
      rowKey={(row) => String(row.seq)}
      selectedKey={selected === null ? null : String(selected)}
      onEnd={onEnd}
      columns={[
        {
          key: 'operation',
          title: t('audit.column.operation'),
          width: 'minmax(120px, 1.4fr)',
          phone: 'lead',
          cell: (row) => (
            <button type="button" onClick={() => onSelect(row.seq)}>
              {code(`operation.${row.operation}`, row.operation)}
            </button>
          ),
        },
        {
          key: 'at',
          title: t('audit.column.at'),
          width: '120px',
          phone: 'side',
          cell: (row) => <time dateTime={row.at}>{format.moment(row.at)}</time>,
        },
        {
          key: 'who',
          title: t('audit.column.who'),
          width: 'minmax(80px, 1fr)',
          cell: (row) => row.actor_login ?? t('audit.system'),
        },
        {
          key: 'record',
          title: t('audit.column.record'),
          width: 'minmax(80px, 1fr)',
          cell: (row) => code(`record.${row.record}`, row.record),
        },
        {
          key: 'action',
          title: t('audit.column.action'),
          width: '76px',
          cell: (row) => code(`audit.action.${row.action}`, row.action),
        },
        {
          key: 'seq',
          title: t('audit.column.seq'),
          width: '80px',
          align: 'end',
          phone: 'away',
          cell: (row) => <span className="muted">{row.seq}</span>,
        },
      ]}
      foot={
        <span className="row spread">
          {t('audit.foot')}
          {more && (
            <Button size="small" onClick={onEnd}>
              {t('action.more')}
            </Button>
          )}
        </span>
      }
    />
  );
}
