import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../../api/overview';
import { useSession } from '../../api/session';
import type { Breakdown, Overview } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Halves, Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { BreakdownCard } from './BreakdownCard';
import { HeadcountCard } from './HeadcountCard';
import { OverviewFigures } from './OverviewFigures';

/** How many people there are, who comes and goes, and why: every figure with its definition and its rows. */
export function OverviewPage() {
  const t = useText();
  const format = useFormats();
  const { display_name } = useSession();
  const found = useQuery(overviewQuery);
  return (
    <Page
      title={t('page.overview.title')}
      sub={
        found.data
          ? t('page.overview.sub', { name: display_name, at: format.moment(found.data.known_at) })
          : display_name
      }
    >
      <QueryState query={found} what={t('page.overview.title')}>
        {(data) => <Body overview={data} />}
      </QueryState>
    </Page>
  );
}

function Body({ overview }: { overview: Overview }) {
  const byKey = new Map(overview.breakdowns.map((part) => [part.key, part]));
  const turnover = overview.figures.find((figure) => figure.key === 'voluntary_turnover_12m')?.value ?? null;
  const card = (key: string, reference: number | null = null) => {
    const part: Breakdown | undefined = byKey.get(key);
    return part && part.groups.length > 0 ? (
      <BreakdownCard part={part} reference={reference} bottleneck={overview.bottleneck_lane} />
    ) : null;
  };
  return (
    <>
      <OverviewFigures figures={overview.figures} />
      {overview.months.length > 0 && (
        <HeadcountCard months={overview.months} definition={overview.months_definition} />
      )}
      <Halves>
        {card('turnover_by_unit', turnover)}
        <div className="stack">
          {card('turnover_by_reason')}
          {card('turnover_by_tenure', turnover)}
        </div>
      </Halves>
      <Halves>
        {card('retention_6m')}
        {card('retention_12m')}
      </Halves>
      {card('cycle_time_by_lane')}
    </>
  );
}
