import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type AlertSelection, alertStates, alertsQuery } from '../../api/insights';
import { asProblem } from '../../api/problem';
import { useMay } from '../../api/session';
import type { AlertSummary } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { buttonClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Chips } from '../../ui/Chips';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';
import { ClosedGates, isClosedGates } from './ClosedGates';
import { bandTones, stateTone } from './tones';

/** Who may need support now. Only for those who may act on it, and only while every gate stands. */
export function AlertsPage() {
  const t = useText();
  const { state = 'open' } = useSearch({ from: '/signed-in/alerts' });
  const navigate = useNavigate({ from: '/alerts' });
  const may = useMay();
  const alerts = useQuery(alertsQuery(state));
  const closed = alerts.error && isClosedGates(asProblem(alerts.error));
  return (
    <Page
      title={t('page.alerts.title')}
      sub={t('page.alerts.sub')}
      actions={
        may('foresight.read') && (
          <Link to="/foresight" className={buttonClass()}>
            {t('alert.foresight')}
          </Link>
        )
      }
    >
      {closed ? (
        <ClosedGates problem={asProblem(alerts.error)} />
      ) : (
        <>
          <Chips<AlertSelection>
            label={t('page.alerts.title')}
            value={state}
            onChange={(next) =>
              navigate({ search: { state: next === 'open' ? undefined : next }, replace: true })
            }
            items={alertStates.map((key) => ({
              key,
              title: t(`alert.view.${key}`),
              count: key === 'open' ? alerts.data?.open : undefined,
            }))}
          />
          <QueryState query={alerts} what={t('page.alerts.title')}>
            {(data) => <AlertTable rows={data.items} />}
          </QueryState>
          <Notice icon="lock" tone="info" title={t('insight.support_only')}>
            {t('insight.support_only.body')}
          </Notice>
        </>
      )}
    </Page>
  );
}

function AlertTable({ rows }: { rows: AlertSummary[] }) {
  const code = useCode();
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  if (rows.length === 0) return <Empty title={t('alert.none.title')}>{t('alert.none.body')}</Empty>;
  return (
    <Card flush>
      <DataTable
        label={t('page.alerts.title')}
        rows={rows}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'person',
            title: t('alert.column.person'),
            width: 'minmax(90px, 0.8fr)',
            phone: 'lead',
            cell: (row) => (
              <Link to="/alerts/$alertId" params={{ alertId: row.id }}>
                {row.person.full_name}
              </Link>
            ),
          },
          {
            key: 'band',
            title: t('insight.band'),
            width: '90px',
            phone: 'side',
            cell: (row) =>
              row.band ? (
                <Tag tone={bandTones[row.band]}>{t(`band.${row.band}`)}</Tag>
              ) : (
                <Tag tone={stateTone(row.state)}>{code(`alert.state.${row.state}`, row.state)}</Tag>
              ),
          },
          {
            key: 'reasons',
            title: t('alert.column.reasons'),
            width: 'minmax(160px, 2.4fr)',
            phone: 'line',
            cell: (row) => row.reasons.map(both).join(t('alert.words.join')),
          },
          {
            key: 'post',
            title: t('alert.column.post'),
            width: 'minmax(120px, 1.3fr)',
            cell: (row) => [row.position, row.unit?.name].filter(Boolean).join(t('alert.join')),
          },
          {
            key: 'assignee',
            title: t('alert.column.assignee'),
            width: '90px',
            cell: (row) => row.assignee_name ?? t('alert.unassigned'),
          },
          {
            key: 'last_day',
            title: t('alert.column.last_day'),
            width: '106px',
            align: 'end',
            cell: (row) => format.day(row.last_day),
          },
        ]}
      />
    </Card>
  );
}
