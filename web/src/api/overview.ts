import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from './client';
import type { Text } from './types.flows';

export interface Figure {
  key: string;
  title: Text;
  value: number | null;
  unit: FigureUnit;
  numerator: number | null;
  denominator: number | null;
  a_year_before: number | null;
  rows: number | null;
  hidden: Text | null;
  definition: Text;
  formula: string;
  population: Text;
  as_of: string;
  first_day: string | null;
}

export type FigureUnit = 'people' | 'share' | 'cases' | 'tasks' | 'minutes';

export interface MonthPoint {
  month: string;
  headcount: number;
  hires: number;
  exits: number;
  voluntary_exits: number;
}

export interface FigureGroup {
  key: string;
  label: Text;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  rows: number | null;
  hidden: Text | null;
}

export interface Breakdown {
  key: string;
  title: Text;
  unit: FigureUnit;
  definition: Text;
  formula: string;
  population: Text;
  as_of: string;
  first_day: string;
  groups: FigureGroup[];
}

export interface Overview {
  as_of: string;
  known_at: string;
  figures: Figure[];
  months: MonthPoint[];
  months_definition: Text;
  breakdowns: Breakdown[];
  bottleneck_lane: string | null;
}

export interface FigureRow {
  person_id: string;
  full_name: string;
  employee_no: string | null;
  unit: { id: string; name: string } | null;
  day: string;
  note: Text | null;
  minutes: number | null;
  outcome: 'stayed' | 'left' | null;
  exit_ground: string | null;
  exit_reason: string | null;
  redacted: string[];
}

interface FigureRows {
  key: string;
  items: FigureRow[];
  next_cursor: string | null;
  total: number;
}

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => api.get<Overview>('/overview', undefined, signal),
});

export const figureRowsQuery = (key: string, asOf: string) =>
  infiniteQueryOptions({
    queryKey: ['overview', 'rows', key, asOf],
    queryFn: ({ pageParam, signal }) =>
      api.get<FigureRows>(
        `/overview/figures/${encodeURIComponent(key)}/rows`,
        { as_of: asOf, cursor: pageParam, limit: 50 },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next_cursor,
  });
