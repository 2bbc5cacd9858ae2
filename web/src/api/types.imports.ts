/** The shapes of imports. This file goes when the generated types can be imported. */
import type { Text } from './types.flows';

export interface ColumnMap {
  heading: string;
  target?: string | null;
  why: 'heading' | 'by_hand' | 'protected' | 'no_purpose' | 'another_column' | 'values_do_not_fit';
  day_order?: 'year_month_day' | 'month_day_year' | 'day_month_year' | null;
  purpose?: string | null;
}

export interface ImportDefaults {
  legal_entity: string;
  legal_entity_place: string;
  create_legal_entities: boolean;
  unit_root: string;
  unit_separator?: string | null;
  position: string;
  place: string;
  employment_kind: string;
  working_time: string;
  contract_kind: string;
  exit_ground: string;
  pay_period: 'month' | 'year';
  knowledge: 'history' | 'snapshot';
  known_on?: string | null;
  lag_days: number;
  future_hires: 'leave_out' | 'plan';
}

export interface ImportMapping {
  defaults: ImportDefaults;
  values: Record<string, Record<string, string>>;
  column: ColumnMap[];
}

export interface Finding {
  id: string;
  row: number;
  heading: string | null;
  target: string | null;
  code: string;
  severity: 'error' | 'warning';
  full_name: string;
  employee_no: string;
  original: string | null;
  fix: { kind: 'value' | 'leave_out'; value: string } | null;
  what: Text;
  mend: Text;
}

export interface Comparison {
  key: string;
  text: Text;
  unit: 'count' | 'fen';
  expected: number | null;
  found: number | null;
  agrees: boolean;
}

export interface ImportReport {
  made_at: string;
  rows: number;
  clean_rows: number;
  warned_rows: number;
  bad_rows: number;
  left_out_rows: number;
  fixable_rows: number;
  columns_mapped: number;
  columns: number;
  counts: { code: string; severity: 'error' | 'warning'; count: number; text: Text }[];
  findings: Finding[];
  notes: { code: string; heading: string | null; count: number; rows: number[]; text: Text }[];
  comparisons: Comparison[];
}

export type ImportState =
  | 'uploaded'
  | 'mapped'
  | 'checked'
  | 'running'
  | 'done'
  | 'cancelled'
  | 'undone'
  | 'failed';

export interface MendImport {
  accept?: string[];
  accept_all?: boolean;
  cells?: { row: number; heading: string; value: string }[];
  leave_out?: number[];
  restore?: number[];
}

export interface ColumnView {
  heading: string;
  target: string | null;
  why: ColumnMap['why'];
  reason: Text;
  filled: number;
  samples: string[];
  question: { orders: NonNullable<ColumnMap['day_order']>[]; example: string; readings: string[] } | null;
}

export interface TargetView {
  key: string;
  title: Text;
  needs_purpose: boolean;
}

export interface ImportSummary {
  id: string;
  file_name: string;
  state: ImportState;
  row_count: number;
  created_by: string | null;
  created_at: string;
  changed_at: string;
}

export interface ImportView extends ImportSummary {
  file_digest: string;
  same_file_at: string | null;
  mapping: ImportMapping;
  columns: ColumnView[];
  targets: TargetView[];
  mended: number;
  report: ImportReport | null;
  progress: { done: number; total: number } | null;
  failure: string | null;
  redacted: string[];
}
