import type { EChartsType } from 'echarts/core';
import { type CSSProperties, useCallback } from 'react';
import { useFormats } from '../../i18n/format';
import { cx } from '../cx';
import { Chart, type ChartPick } from './Chart';
import styles from './Chart.module.css';
import { base, type ChartColours } from './colours';

export interface ChartSeries {
  name: string;
  values: (number | null)[];
  /** Digits after the point. */
  digits?: number;
  /** Drawn below the zero line, with the same numbers. */
  below?: boolean;
}

interface TwinChartProps {
  label: string;
  /** Periods, oldest first. */
  periods: string[];
  line: ChartSeries;
  bars: ChartSeries[];
  /** Dated events, drawn as dashed lines through both parts. */
  marks?: { period: string; text: string }[];
  height?: number;
  /** Opens what stands behind a number. Series 0 is the line, then the bars in their order. */
  onPick?: (series: number, period: string) => void;
}

const top = 34;
const share = 0.5;

/** One time axis: a line above, bars below, events through both. */
export function TwinChart({ label, periods, line, bars, marks = [], height = 300, onPick }: TwinChartProps) {
  const format = useFormats();
  const option = useCallback(
    (colours: ChartColours) => twinOption(colours, { periods, line, bars, marks, height }, format.number),
    [periods, line, bars, marks, height, format],
  );
  const shown = (series: ChartSeries, at: number) => {
    const value = series.values[at];
    return value === null || value === undefined ? '' : format.number(value, series.digits ?? 0);
  };
  const table = {
    head: ['', line.name, ...bars.map((bar) => bar.name)],
    rows: periods.map((period, at) => [period, shown(line, at), ...bars.map((bar) => shown(bar, at))]),
  };
  const pick: ChartPick | undefined = onPick && {
    open: (column, row) => onPick(column, periods[row] ?? ''),
    at: (chart, point) => placed(chart, point, bars),
    label: (column, row) =>
      [periods[row], table.head[column + 1], table.rows[row]?.[column + 1]].filter(Boolean).join(' '),
  };
  return (
    <>
      <Legend line={line} bars={bars} />
      <Chart label={label} height={height} option={option} table={table} pick={pick} />
    </>
  );
}

/** Which series and period a place on the canvas means: the upper part is the line, the lower one the bars. */
function placed(chart: EChartsType, point: [number, number], bars: ChartSeries[]): [number, number] | null {
  for (const gridIndex of [0, 1]) {
    if (!chart.containPixel({ gridIndex }, point)) continue;
    const [at, value] = chart.convertFromPixel({ gridIndex }, point);
    if (at === undefined || value === undefined) return null;
    if (gridIndex === 0) return [0, Math.round(at)];
    const bar = bars.findIndex((series) => bars.length === 1 || Boolean(series.below) === value < 0);
    const known = bars[bar]?.values[Math.round(at)];
    return known ? [bar + 1, Math.round(at)] : null;
  }
  return null;
}

/** What each colour means; the shape differs as well. */
function Legend({ line, bars }: { line: ChartSeries; bars: ChartSeries[] }) {
  const chip = (index: number) => ({ '--chip': `var(--c${index + 1})` }) as CSSProperties;
  return (
    <ul className={styles.legend}>
      <li>
        <span className={cx(styles.chip, styles.lineChip)} style={chip(lineColour)} />
        {line.name}
      </li>
      {bars.map((bar, index) => (
        <li key={bar.name}>
          <span className={styles.chip} style={chip(barColour(bars, index))} />
          {bar.name}
        </li>
      ))}
    </ul>
  );
}

const besideMark = { position: 'right', offset: [0, -9] };
const lineColour = 2;
/** Places in the row of series colours: one bar stands out, two oppose each other. */
const barColour = (bars: ChartSeries[], index: number) => (bars.length > 1 ? ([0, 3][index] ?? 4) : 1);

type Numbers = (value: number, digits?: number) => string;

/** A value axis that starts near the smallest value: a line shows change, not size. */
function lineRange(values: (number | null)[]) {
  const known = values.filter((value): value is number => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = Math.max((high - low) * 0.35, Math.abs(high) * 0.02, 1);
  const min = Math.max(0, Math.floor(low - room));
  // Two steps of the same whole size.
  const interval = Math.max(1, Math.ceil((high + room - min) / 2));
  return { min, max: min + 2 * interval, interval };
}

function twinOption(
  colours: ChartColours,
  props: Required<Omit<TwinChartProps, 'label' | 'onPick'>>,
  number: Numbers,
) {
  const { periods, line, bars, marks, height } = props;
  const style = base(colours);
  const grid = { left: 8, right: 12, containLabel: true };
  const split = top + (height - top) * share;
  const signed = (bar: ChartSeries) =>
    bar.below ? bar.values.map((value) => (value === null ? null : -value)) : bar.values;
  const few = periods.length <= 14;
  return {
    ...style,
    aria: { enabled: false },
    grid: [
      { ...grid, top, height: split - top - 10 },
      { ...grid, top: split + 8, bottom: 6 },
    ],
    xAxis: [
      {
        ...style.axis,
        gridIndex: 0,
        type: 'category',
        data: periods,
        axisLabel: { show: false },
        axisTick: { show: false },
      },
      {
        ...style.axis,
        gridIndex: 1,
        type: 'category',
        data: periods,
        axisLabel: { ...style.axis.axisLabel, hideOverlap: true },
      },
    ],
    yAxis: [
      { ...style.axis, gridIndex: 0, type: 'value', splitNumber: 2, ...lineRange(line.values) },
      {
        ...style.axis,
        gridIndex: 1,
        type: 'value',
        splitNumber: 2,
        axisLabel: {
          ...style.axis.axisLabel,
          formatter: (value: number) => number(Math.abs(value), value % 1 === 0 ? 0 : 1),
        },
      },
    ],
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    series: [
      {
        name: line.name,
        type: 'line',
        // Beside a mark the number stands to its right, so that no line runs through it.
        data: line.values.map((value, at) =>
          marks.some((mark) => mark.period === periods[at]) ? { value, label: besideMark } : value,
        ),
        xAxisIndex: 0,
        yAxisIndex: 0,
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { color: colours.series[lineColour], width: 2 },
        itemStyle: { color: colours.series[lineColour] },
        label: {
          ...style.label,
          show: few,
          position: 'top',
          formatter: ({ value }: { value: number }) => number(value, line.digits ?? 0),
        },
        labelLayout: { hideOverlap: true },
        markLine: markLines(colours, style.label, marks),
      },
      ...bars.map((bar, index) => ({
        name: bar.name,
        type: 'bar',
        stack: bars.length > 1 ? 'all' : undefined,
        data: signed(bar),
        xAxisIndex: 1,
        yAxisIndex: 1,
        barMaxWidth: 18,
        itemStyle: {
          color: colours.series[barColour(bars, index)],
          borderRadius: bar.below ? [0, 0, 3, 3] : [3, 3, 0, 0],
        },
        label: {
          ...style.label,
          show: few && bars.length === 1,
          position: 'top',
          formatter: ({ value }: { value: number }) => (value ? number(value, bar.digits ?? 0) : ''),
        },
      })),
    ],
  };
}

function markLines(colours: ChartColours, label: object, marks: { period: string; text: string }[]) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: colours.ink2, type: 'dashed', width: 1 },
    label: { ...label, position: 'end', formatter: ({ name }: { name: string }) => name },
    data: marks.map((mark) => ({ name: mark.text, xAxis: mark.period })),
  };
}
