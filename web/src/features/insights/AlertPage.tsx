import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { alertQuery } from '../../api/insights';
import { asProblem } from '../../api/problem';
import { useMay } from '../../api/session';
import type { AlertPage as AlertView } from '../../api/types';
import { dayOf, useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { Page, Split } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { AlertActions } from './AlertActions';
import { AlertTimelineCard } from './AlertTimelineCard';
import { BacktestCard } from './BacktestCard';
import { BandCard } from './BandCard';
import { ClosedGates, isClosedGates } from './ClosedGates';
import { DriverList, InputList, NeverUsed, SupportOnly } from './DriverList';
import { HelpCard } from './HelpCard';
import { StepsCard } from './StepsCard';
import { stateTone } from './tones';

const home = (title: string) => [
  <Link key="alerts" to="/alerts">
    {title}
  </Link>,
];

export function AlertPage() {
  const t = useText();
  const { alertId } = useParams({ from: '/signed-in/alerts/$alertId' });
  const found = useQuery(alertQuery(alertId));
  if (found.data) return <AlertBody key={found.data.alert.id} page={found.data} />;
  const problem = found.error && asProblem(found.error);
  return (
    <Page title={t('page.alert.title')} crumbs={home(t('page.alerts.title'))}>
      {problem && isClosedGates(problem) ? (
        <ClosedGates problem={problem} />
      ) : (
        <QueryState query={found} what={t('page.alert.title')}>
          {() => null}
        </QueryState>
      )}
    </Page>
  );
}

function AlertBody({ page }: { page: AlertView }) {
  const code = useCode();
  const t = useText();
  const format = useFormats();
  const { alert } = page;
  const name = alert.person.full_name;
  const words = [
    [alert.position, alert.unit?.name].filter(Boolean).join(t('alert.join')),
    page.manager && t('alert.words.manager', { name: page.manager.full_name }),
    page.scored_at && t('alert.words.scored', { day: dayOf(page.scored_at) }),
    t('alert.words.expires', { day: format.day(alert.last_day) }),
  ];
  return (
    <Page
      title={
        alert.band
          ? t('alert.title_band', { name, band: t(`band.${alert.band}`) })
          : t('alert.title', { name })
      }
      crumbs={[...home(t('page.alerts.title')), alert.number]}
      tag={<Tag tone={stateTone(alert.state)}>{code(`alert.state.${alert.state}`, alert.state)}</Tag>}
      sub={words.filter(Boolean).join(t('alert.words.join'))}
      actions={<AlertActions page={page} />}
    >
      {page.frozen && (
        <Notice tone="info" icon="lock" title={t('alert.frozen')}>
          {t('alert.frozen.body')}
        </Notice>
      )}
      <Split aside={<AlertAside page={page} />}>
        {page.drivers.length > 0 && (
          <Card title={t('alert.why')} note={t('alert.why.note', countsOf(page))} flush>
            <DriverList drivers={page.drivers} />
            <InputList inputs={page.inputs} />
            <NeverUsed names={page.never_used} />
          </Card>
        )}
        <AlertTimelineCard line={page.timeline} name={name} />
        <StepsCard history={page.history} note={t('alert.history.note')} />
      </Split>
    </Page>
  );
}

function countsOf(page: AlertView) {
  const up = page.drivers.filter((driver) => driver.direction === 'up').length;
  return { up, down: page.drivers.length - up };
}

function AlertAside({ page }: { page: AlertView }) {
  const t = useText();
  const both = useBilingual();
  const may = useMay();
  const { alert, model } = page;
  const missing = page.inputs.filter((input) => input.missing);
  return (
    <>
      {alert.band && (
        <BandCard
          band={alert.band}
          previous={page.previous_band}
          confidence={page.confidence}
          facts={[
            (page.similar ?? 0) > 0 && [
              t('insight.similar'),
              t('insight.similar.people', { people: page.similar ?? 0 }),
            ],
            missing.length > 0 && [
              t('insight.missing'),
              missing.map((input) => both(input.name)).join(t('insight.never.join')),
            ],
            model && [
              t('insight.model'),
              may('model.read') ? (
                <Link key="model" to="/settings" search={{ tab: 'model' }}>
                  {t('insight.model.version', { version: model.version })}
                </Link>
              ) : (
                t('insight.model.version', { version: model.version })
              ),
            ],
            [t('alert.column.assignee'), alert.assignee_name ?? t('alert.unassigned')],
          ]}
        />
      )}
      {page.backtest.length > 0 && <BacktestCard months={page.backtest} horizon={page.horizon_months} />}
      {page.helps.length > 0 && <HelpCard helps={page.helps} />}
      <SupportOnly text={page.support_only} />
      <Card title={t('insight.rights')}>
        <p>{both(page.rights)}</p>
      </Card>
    </>
  );
}
