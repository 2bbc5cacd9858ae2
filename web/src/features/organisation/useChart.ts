import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { chartQuery, type Day } from '../../api/chart';
import type { ChartUnit } from '../../api/types';

/** How many units below one are drawn before the rest is asked for. */
const drawn = 8;

export interface ChartLine {
  key: string;
  parent: string | null;
  depth: number;
  unit: ChartUnit;
  open: boolean;
}

export interface Rest {
  key: string;
  parent: string;
  depth: number;
  rest: number;
}

/** The chart as far as it was asked for: root and two levels first, then what somebody opens. */
export function useChart(day: Day) {
  const first = useQuery(chartQuery(day, undefined, 2));
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const more = useQueries({
    queries: [...opened].map((unit) => chartQuery(day, unit)),
    combine: (results) => results.map((result) => result.data),
  });
  const { units, children } = useMemo(() => merged([first.data, ...more]), [first.data, more]);
  const lines = useMemo(
    () => visible(units, children, { closed, opened, whole }),
    [units, children, closed, opened, whole],
  );
  const toggle = useCallback(
    (id: string) => {
      const loaded = (children.get(id)?.length ?? 0) > 0;
      const isOpen = loaded && !closed.has(id);
      setClosed((known) => changed(known, id, isOpen));
      if (!isOpen && !loaded) setOpened((known) => changed(known, id, true));
    },
    [children, closed],
  );
  /** Opens the way to a unit. */
  const reveal = useCallback((path: readonly string[]) => {
    setClosed((known) => new Set([...known].filter((id) => !path.includes(id))));
    setOpened((known) => new Set([...known, ...path]));
    setWhole((known) => new Set([...known, ...path]));
  }, []);
  const showRest = useCallback((id: string) => setWhole((known) => changed(known, id, true)), []);
  return { query: first, units, lines, toggle, reveal, showRest };
}

function changed(known: ReadonlySet<string>, id: string, inside: boolean): ReadonlySet<string> {
  const next = new Set(known);
  if (inside) next.add(id);
  else next.delete(id);
  return next;
}

function merged(charts: ({ items: ChartUnit[] } | undefined)[]) {
  const units = new Map<string, ChartUnit>();
  const children = new Map<string | null, string[]>();
  for (const unit of charts.flatMap((chart) => chart?.items ?? [])) {
    const known = units.has(unit.id);
    units.set(unit.id, unit);
    if (known) continue;
    const parent = unit.parent_id;
    children.set(parent, [...(children.get(parent) ?? []), unit.id]);
  }
  return { units, children };
}

interface Shape {
  closed: ReadonlySet<string>;
  opened: ReadonlySet<string>;
  whole: ReadonlySet<string>;
}

function visible(
  units: Map<string, ChartUnit>,
  children: Map<string | null, string[]>,
  { closed, whole }: Shape,
): (ChartLine | Rest)[] {
  const found: (ChartLine | Rest)[] = [];
  const roots = [...units.values()].filter((unit) => !unit.parent_id || !units.has(unit.parent_id));
  const visit = (id: string, depth: number) => {
    const unit = units.get(id);
    if (!unit) return;
    const below = children.get(id) ?? [];
    const open = below.length > 0 && !closed.has(id);
    const parent = unit.parent_id && units.has(unit.parent_id) ? unit.parent_id : null;
    found.push({ key: id, parent, depth, unit, open });
    if (!open) return;
    // One more is no saving.
    const cut = depth === 0 || whole.has(id) || below.length <= drawn + 1 ? below.length : drawn;
    for (const child of below.slice(0, cut)) visit(child, depth + 1);
    if (cut < below.length)
      found.push({ key: `${id}:rest`, parent: id, depth: depth + 1, rest: below.length - cut });
  };
  for (const root of roots) visit(root.id, 0);
  return found;
}
