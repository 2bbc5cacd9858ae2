import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMay } from '../../api/session';
import { qualityQuery, startQualityRun } from '../../api/standard';
import type { QualityOverview, QualityRule } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useLocale, useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Progress } from '../../ui/Progress';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import { PlainTable } from '../../ui/table/PlainTable';
import { FindingsDrawer } from './FindingsDrawer';
import styles from './standard.module.css';
import { Trend } from './Trend';

/** Scores of companies, what each rule says, and the findings behind it. */
export function Quality() {
  const t = useText();
  const [company, setCompany] = useState<string | null>(null);
  const overview = useQuery(qualityQuery(company ?? undefined));
  return (
    <div className={styles.part}>
      <QueryState query={overview} what={t('standard.tab.quality')} framed={false}>
        {(data) => <QualityOf data={data} company={company} onCompany={setCompany} />}
      </QueryState>
    </div>
  );
}

export function useScore(): (tenths: number | null | undefined) => string {
  const format = useFormats();
  return (tenths) => (typeof tenths === 'number' ? format.number(tenths / 10, 1) : '—');
}

function QualityOf({
  data,
  company,
  onCompany,
}: {
  data: QualityOverview;
  company: string | null;
  onCompany: (company: string | null) => void;
}) {
  const t = useText();
  const may = useMay();
  const format = useFormats();
  const english = useLocale() === 'en';
  const score = useScore();
  const [rule, setRule] = useState<QualityRule | null>(null);
  const write = useWrite(startQualityRun);
  const start = may('standard.write') && (
    <Button look="primary" busy={write.busy || data.running !== null} onClick={() => void write.run()}>
      {t('quality.run')}
    </Button>
  );
  if (!data.run && !data.running)
    return (
      <>
        <ProblemNotice problem={write.problem} />
        <Empty framed={false} title={t('quality.none.title')} action={start}>
          {t('quality.none.body')}
        </Empty>
      </>
    );
  return (
    <>
      <ProblemNotice problem={write.problem} />
      <div className={styles.bar}>
        <p>
          <span className="muted">{t('quality.group')}</span>{' '}
          <b className={styles.big}>{score(data.score_tenths)}</b>{' '}
          {data.run && (
            <span className="muted small">
              {t('quality.of_day', { day: format.day(data.run.day), n: format.number(data.run.checked) })}
            </span>
          )}
        </p>
        {start}
      </div>
      {data.running && (
        <Progress
          title={t('quality.running')}
          share={data.running.steps > 0 ? data.running.step / data.running.steps : null}
        />
      )}
      <p className="muted small">{english ? data.definition.en : data.definition.zh}</p>
      <section>
        <h2 className={styles.heading}>{t('quality.companies')}</h2>
        <PlainTable
          label={t('quality.companies')}
          rows={data.companies}
          rowKey={(row) => row.legal_entity_id}
          columns={[
            {
              key: 'name',
              title: t('quality_score.legal_entity_id'),
              cell: (row) => (
                <TextButton
                  plain
                  aria-pressed={company === row.legal_entity_id}
                  onClick={() => onCompany(company === row.legal_entity_id ? null : row.legal_entity_id)}
                >
                  {row.name}
                </TextButton>
              ),
            },
            { key: 'score', title: t('quality.score'), cell: (row) => <b>{score(row.score_tenths)}</b> },
            {
              key: 'before',
              title: t('quality.change'),
              cell: (row) =>
                row.score_tenths !== null && row.before_tenths !== null
                  ? format.signed((row.score_tenths - row.before_tenths) / 10, 1)
                  : '—',
            },
            { key: 'open', title: t('quality.open'), cell: (row) => format.number(row.open) },
            { key: 'overdue', title: t('quality.overdue'), cell: (row) => format.number(row.overdue) },
          ]}
        />
      </section>
      <Trend data={data} />
      <section>
        <div className={styles.bar}>
          <h2 className={styles.heading}>{t('quality.rules')}</h2>
          {company && (
            <Button size="small" look="quiet" onClick={() => onCompany(null)}>
              {t('quality.company.all', {
                name: data.companies.find((row) => row.legal_entity_id === company)?.name ?? '',
              })}
            </Button>
          )}
        </div>
        <Rules data={data} onOpen={setRule} />
      </section>
      {rule && <FindingsDrawer rule={rule} company={company} onClose={() => setRule(null)} />}
    </>
  );
}

function Rules({ data, onOpen }: { data: QualityOverview; onOpen: (rule: QualityRule) => void }) {
  const t = useText();
  const format = useFormats();
  const english = useLocale() === 'en';
  const columns: Column<QualityRule>[] = [
    {
      key: 'rule',
      title: t('quality_score.rule'),
      width: 'minmax(200px, 2fr)',
      phone: 'lead',
      cell: (rule) => (
        <span>
          {rule.readable ? (
            <TextButton plain onClick={() => onOpen(rule)}>
              {english ? rule.title.en : rule.title.zh}
            </TextButton>
          ) : (
            <span>{english ? rule.title.en : rule.title.zh}</span>
          )}
          {rule.law && (
            <>
              <br />
              <span className="muted small">{rule.law}</span>
            </>
          )}
        </span>
      ),
    },
    {
      key: 'definition',
      title: t('quality.definition'),
      width: 'minmax(220px, 3fr)',
      phone: 'line',
      cell: (rule) => <span className="small soft">{english ? rule.definition.en : rule.definition.zh}</span>,
    },
    {
      key: 'checked',
      title: t('quality_score.checked'),
      width: '90px',
      align: 'end',
      phone: 'away',
      cell: (rule) => <span className="num">{format.number(rule.checked)}</span>,
    },
    {
      key: 'open',
      title: t('quality.open'),
      width: '110px',
      align: 'end',
      phone: 'side',
      cell: (rule) =>
        rule.open > 0 ? <Tag tone="warn">{format.number(rule.open)}</Tag> : <span className="num">0</span>,
    },
    {
      key: 'weight',
      title: t('quality.weight'),
      width: '70px',
      align: 'end',
      phone: 'away',
      cell: (rule) => <span className="num">{rule.weight}</span>,
    },
  ];
  return (
    <DataTable label={t('quality.rules')} columns={columns} rows={data.rules} rowKey={(rule) => rule.key} />
  );
}
