import { useMemo } from 'react';
import type { AlertTimeline } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { TwinChart } from '../../ui/chart/TwinChart';
import styles from './insights.module.css';

/** The quarter of a day as the server writes quarters: `2026Q2`. */
const quarterOf = (day: string) => `${day.slice(0, 4)}Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/**
 * Performance above, personal leave below, events through both: one line of time. Sick leave is not in it.
 * Events carry numbers on the chart and their words below it, so that none runs into another on a phone.
 */
export function AlertTimelineCard({ line, name }: { line: AlertTimeline; name: string }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const quarters = useMemo(() => [...new Set(line.markers.map((marker) => quarterOf(marker.day)))], [line]);
  const chart = useMemo(
    () => ({
      periods: line.performance.map((point) => point.quarter),
      performance: {
        name: t('alert.line.performance'),
        values: line.performance.map((point) => point.value),
      },
      leave: [
        { name: t('alert.line.leave'), values: line.personal_leave.map((point) => point.value), digits: 1 },
      ],
      marks: quarters.map((period, index) => ({ period, text: String(index + 1) })),
    }),
    [line, quarters, t],
  );
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
      {quarters.length > 0 && (
        <ol className={styles.marks} aria-label={t('alert.line.events')}>
          {quarters.map((quarter) => (
            <li key={quarter}>
              {line.markers
                .filter((marker) => quarterOf(marker.day) === quarter)
                .map((marker) =>
                  t('alert.line.event', { day: format.day(marker.day), what: both(marker.title) }),
                )
                .join(t('alert.words.join'))}
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
