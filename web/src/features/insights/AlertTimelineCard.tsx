import { useMemo } from 'react';
import type { AlertTimeline } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { TwinChart } from '../../ui/chart/TwinChart';

/** The quarter of a day as the server writes quarters: `2026Q2`. */
const quarterOf = (day: string) => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** Performance above, personal leave below, events through both: one line of time. Sick leave is not in it. */
export function AlertTimelineCard({ line, name }: { line: AlertTimeline; name: string }) {
  const t = useText();
  const both = useBilingual();
  const chart = useMemo(() => {
    const marks = new Map<string, string[]>();
    for (const marker of line.markers) {
      const quarter = quarterOf(marker.day);
      const said = marks.get(quarter) ?? [];
      const words = both(marker.title);
      if (!said.includes(words)) marks.set(quarter, [...said, words]);
    }
    return {
      periods: line.performance.map((point) => point.quarter),
      performance: {
        name: t('alert.line.performance'),
        values: line.performance.map((point) => point.value),
      },
      leave: [
        { name: t('alert.line.leave'), values: line.personal_leave.map((point) => point.value), digits: 1 },
      ],
      marks: [...marks].map(([period, said]) => ({ period, text: said.join('\n') })),
    };
  }, [line, both, t]);
  if (!line.performance.some((point) => point.value !== null)) return null;
  return (
    <Card title={t('alert.line')} note={t('alert.line.note')}>
      <TwinChart
        label={t('alert.line.label', { name })}
        periods={chart.periods}
        line={chart.performance}
        bars={chart.leave}
        marks={chart.marks}
      />
    </Card>
  );
}
