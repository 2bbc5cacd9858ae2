import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { overviewQuery } from '../../api/overview';
import { useSession } from '../../api/session';
import type { Breakdown, Overview } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { DateField } from '../../ui/fields';
import { Columns, Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { AsOfNotice } from '../../ui/states';
import { BreakdownCard } from './BreakdownCard';
import { EffectCard } from './EffectCard';
import { HeadcountCard } from './HeadcountCard';
import { OverviewFigures } from './OverviewFigures';
import styles from './overview.module.css';

/** How many people there are, who comes and goes, and why: every figure with its definition and its rows. */
export function OverviewPage() {
  const t = useText();
  const format = useFormats();
  const { display_name, today } = useSession();
  const { as_of: asOf } = useSearch({ from: '/signed-in/' });
  const navigate = useNavigate({ from: '/' });
  const found = useQuery(overviewQuery(asOf));
  const goTo = (day: string | null) =>
    void navigate({ search: { as_of: day === today ? undefined : (day ?? undefined) } });
  return (
    <Page
      title={t('page.overview.title')}
      sub={
        found.data
          ? t('page.overview.sub', { name: display_name, at: format.moment(found.data.known_at) })
          : display_name
      }
      actions={
        <div className={styles.day}>
          <DateField label={t('overview.as_of')} value={asOf ?? today} max={today} onChange={goTo} />
        </div>
      }
    >
      {asOf && (
        <AsOfNotice
          title={t('overview.as_of.title', { day: asOf })}
          action={
            <Button size="small" onClick={() => goTo(null)}>
              {t('ui.as_of.back')}
            </Button>
          }
        >
          {t('overview.as_of.body')}
        </AsOfNotice>
      )}
      <QueryState query={found} what={t('page.overview.title')}>
        {(data) => <Body overview={data} present={!asOf} />}
      </QueryState>
    </Page>
  );
}

/** The slices of turnover first, then what keeping people achieved. */
const order = [
  'turnover_by_unit',
  'turnover_by_reason',
  'turnover_by_tenure',
  'retention_12m',
  'retention_6m',
  'cycle_time_by_lane',
];

function Body({ overview, present }: { overview: Overview; present: boolean }) {
  const turnover = overview.figures.find((figure) => figure.key === 'voluntary_turnover_12m')?.value ?? null;
  const parts = order
    .map((key) => overview.breakdowns.find((part) => part.key === key))
    .filter((part): part is Breakdown => part !== undefined && part.groups.length > 0);
  const referenceOf = (part: Breakdown) =>
    part.key === 'turnover_by_unit' || part.key === 'turnover_by_tenure' ? turnover : null;
  return (
    <>
      <OverviewFigures figures={overview.figures} />
      {overview.months.length > 0 && (
        <HeadcountCard
          months={overview.months}
          definition={overview.months_definition}
          asOf={overview.as_of}
        />
      )}
      <Columns
        items={[
          ...parts.map((part) => ({
            key: part.key,
            size: 3 + part.groups.filter((group) => group.value !== null).length,
            card: (
              <BreakdownCard
                part={part}
                reference={referenceOf(part)}
                bottleneck={overview.bottleneck_lane}
              />
            ),
          })),
          // Measured once a month, so it is of today only.
          ...(present ? [{ key: 'effect', size: 6, card: <EffectCard /> }] : []),
        ]}
      />
    </>
  );
}
