/** The tokens a canvas needs as values, read where the chart stands. */
export interface ChartColours {
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  surface: string;
  warn: string;
  series: string[];
  font: string;
}

export function readColours(element: Element): ChartColours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: token('--ink'),
    ink2: token('--ink-2'),
    ink3: token('--ink-3'),
    line: token('--line'),
    surface: token('--surface'),
    warn: token('--warn'),
    series: [1, 2, 3, 4, 5, 6].map((index) => token(`--c${index}`)),
    font: style.fontFamily,
  };
}

/** What all charts share: quiet axes, no animation, tooltips in the page's own look. */
export function base(colours: ChartColours) {
  const text = { color: colours.ink2, fontFamily: colours.font, fontSize: 12 };
  return {
    animation: false,
    // The dark theme of the library brings a ground of its own.
    backgroundColor: 'transparent',
    textStyle: text,
    tooltip: {
      trigger: 'axis' as const,
      axisPointer: { type: 'line' as const, lineStyle: { color: colours.ink3 } },
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontFamily: colours.font, fontSize: 12 },
    },
    axis: {
      axisLabel: { ...text, color: colours.ink3 },
      axisTick: { show: false },
      axisLine: { show: false, lineStyle: { color: colours.line } },
      splitLine: { lineStyle: { color: colours.line } },
    },
    label: { show: true, ...text, color: colours.ink2 },
  };
}
