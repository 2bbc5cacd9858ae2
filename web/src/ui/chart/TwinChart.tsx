import { useCallback } from 'react';
import { useFormats } from '../../i18n/format';
import { Chart } from './Chart';
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
}

const top = 34;
const share = 0.5;

/** One time axis: a line above, bars below, events through both. */
export function TwinChart({ label, periods, line, bars, marks = [], height = 300 }: TwinChartProps) {
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
  return <Chart label={label} height={height} option={option} table={table} />;
}

type Numbers = (value: number, digits?: number) => string;

/** A value axis that starts near the smallest value: a line shows change, not size. */
function lineRange(values: (number | null)[]) {
  const known = values.filter((value): value is number => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = Math.max((high - low) * 0.35, Math.abs(high) * 0.02, 1);
  return { min: Math.max(0, Math.floor(low - room)), max: Math.ceil(high + room) };
}

function twinOption(colours: ChartColours, props: Required<Omit<TwinChartProps, 'label'>>, number: Numbers) {
  const { periods, line, bars, marks, height } = props;
  const style = base(colours);
  const barColours = [colours.series[1], colours.series[0], colours.series[3]];
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
        data: line.values,
        xAxisIndex: 0,
        yAxisIndex: 0,
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { color: colours.series[2], width: 2 },
        itemStyle: { color: colours.series[2] },
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
          color: bars.length > 1 ? barColours[(index + 1) % 3] : barColours[0],
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
