import { useQuery } from '@tanstack/react-query';
import { cycleQuery } from '../../api/offboarding';
import type { BoardItem, CycleOverview } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useSpan } from '../../i18n/useSpan';
import { useCode, useText } from '../../i18n/useText';
import { FigureStrip } from '../../ui/FigureStrip';
import { CaseTable } from './CaseTable';

/** What the board says in numbers; each opens the cases behind it. */
export function BoardFigures({ cases }: { cases: BoardItem[] }) {
  const t = useText();
  const code = useCode();
  const span = useSpan();
  const cycle = useQuery(cycleQuery).data;
  const running = cases.filter((item) => item.stage === 'running' || item.stage === 'last_days');
  const last = cases.filter((item) => item.stage === 'last_days');
  const late = cases.filter((item) => item.tasks_overdue > 0);
  const overdue = late.reduce((sum, item) => sum + item.tasks_overdue, 0);
  const median = cycle?.summary.median_firm_minutes ?? null;
  const slowest = cycle?.summary.bottleneck ?? null;
  const rows = (title: string, items: BoardItem[]) => () => <CaseTable label={title} cases={items} />;
  return (
    <FigureStrip
      items={[
        {
          key: 'running',
          label: t('offboarding.figure.running'),
          value: running.length,
          unit: t('offboarding.unit.people'),
          detail: rows(t('offboarding.figure.running'), running),
        },
        {
          key: 'last',
          label: t('offboarding.figure.last_days'),
          value: last.length,
          unit: t('offboarding.unit.people'),
          detail: rows(t('offboarding.figure.last_days'), last),
        },
        {
          key: 'overdue',
          label: t('offboarding.figure.overdue'),
          value: overdue,
          unit: t('offboarding.unit.tasks'),
          note: t('offboarding.figure.overdue_cases', { cases: late.length }),
          tone: overdue > 0 ? 'warn' : undefined,
          detail: rows(t('offboarding.figure.overdue'), late),
        },
        {
          key: 'cycle',
          label: t('offboarding.figure.firm_median'),
          value: median === null ? t('offboarding.figure.no_median') : span(median * 60),
          word: true,
          note: slowest
            ? t('offboarding.figure.bottleneck', { lane: code(`lane.${slowest}`, slowest) })
            : undefined,
          detail: cycle && (() => <CycleDetail cycle={cycle} />),
        },
      ]}
    />
  );
}

function CycleDetail({ cycle }: { cycle: CycleOverview }) {
  const t = useText();
  const both = useBilingual();
  return (
    <div className="stack">
      <p>{both(cycle.definition)}</p>
      <p className="muted">
        {cycle.completed > cycle.summary.runs
          ? t('offboarding.figure.newest_runs', { runs: cycle.summary.runs, total: cycle.completed })
          : t('offboarding.figure.runs', { runs: cycle.summary.runs })}
      </p>
      <CaseTable label={t('offboarding.figure.firm_median')} cases={cycle.cases} />
    </div>
  );
}
