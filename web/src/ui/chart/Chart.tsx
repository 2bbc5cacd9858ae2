import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { usePaintedTheme } from '../../design/theme';
import { useText } from '../../i18n/useText';
import styles from './Chart.module.css';
import { type ChartColours, readColours } from './colours';

interface ChartTable {
  head: string[];
  rows: (string | number)[][];
}

interface ChartProps {
  /** What the chart shows and says, in a sentence: this is the chart for those who do not see it. */
  label: string;
  height: number;
  option: (colours: ChartColours) => EChartsCoreOption;
  /** The same numbers as a table. */
  table: ChartTable;
  /** Opens what stands behind a number: its column in the table and its row. */
  pick?: ChartPick;
}

export interface ChartPick {
  open: (column: number, row: number) => void;
  /** Which column a place on the canvas means, and which row; null for neither. */
  at: (chart: EChartsType, point: [number, number]) => [number, number] | null;
  /** What opening a cell is called. */
  label: (column: number, row: number) => string;
}

/**
 * A chart on a canvas. It is drawn after the page has been painted, so that no click waits for it,
 * and it always has a table twin.
 */
export function Chart({ label, height, option, table, pick }: ChartProps) {
  const t = useText();
  const place = useRef<HTMLDivElement>(null);
  const theme = usePaintedTheme();
  const picked = useRef(pick);
  picked.current = pick;
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let chart: EChartsType | undefined;
    let gone = false;
    const observer = new ResizeObserver(() => chart?.resize());
    const draw = async () => {
      const { init } = await import('./echarts');
      if (gone) return;
      chart = init(element, theme);
      chart.setOption(option(readColours(element)));
      observer.observe(element);
      const zone = chart.getZr();
      const found = (event: { offsetX: number; offsetY: number }) =>
        chart && picked.current?.at(chart, [event.offsetX, event.offsetY]);
      zone.on('click', (event) => {
        const cell = found(event);
        if (cell) picked.current?.open(...cell);
      });
      zone.on('mousemove', (event) => zone.setCursorStyle(found(event) ? 'pointer' : 'default'));
    };
    const frame = requestAnimationFrame(() => setTimeout(draw));
    return () => {
      gone = true;
      cancelAnimationFrame(frame);
      observer.disconnect();
      chart?.dispose();
    };
  }, [option, theme]);
  return (
    <figure>
      <div ref={place} className={styles.chart} style={{ height }} role="img" aria-label={label} />
      <details className={styles.twin}>
        <summary>{t('ui.chart.as_table')}</summary>
        <table>
          <thead>
            <tr>
              {table.head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, at) => (
              <tr key={String(row[0])}>
                {row.map((value, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                  <td key={index}>
                    {pick && index > 0 && value !== '' ? (
                      <button
                        type="button"
                        className={styles.cell}
                        aria-label={pick.label(index - 1, at)}
                        onClick={() => pick.open(index - 1, at)}
                      >
                        {value}
                      </button>
                    ) : (
                      value
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
