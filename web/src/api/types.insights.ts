/** The shapes of insight. This file goes when the generated types can be imported. */
import type { Text } from './types.flows';

export type BandName = 'low' | 'medium' | 'elevated' | 'high';
export type Confidence = 'low' | 'medium' | 'high';

export interface Driver {
  feature: string;
  direction: 'up' | 'down';
  sentence: Text;
  figure: Text;
  helps: string[];
}

export interface InputLine {
  feature: string;
  name: Text;
  sentence: Text;
  figure: Text;
  direction: 'up' | 'down' | null;
  missing: boolean;
}

export interface Help {
  action: string;
  name: Text;
  how: Text;
  within_days: number;
  code: string | null;
  people: number | null;
  stayed: number | null;
  compared_stayed: number | null;
  note: Text | null;
}

export interface BacktestMonth {
  month: string;
  rows: number;
  flagged: number;
  flagged_left: number;
  left: number;
  base_rate: number;
  roc_auc: number | null;
  rules_roc_auc: number | null;
}

export interface Measures {
  roc_auc: number;
  pr_auc: number;
  brier: number;
  ece: number;
  accuracy: number;
  recall_top10: number;
  precision_top10: number;
}

/** What can be compared with plain rules: figures at the share that is flagged. */
export interface Simple {
  roc_auc: number;
  pr_auc: number;
  precision_flagged: number;
  recall_flagged: number;
}

export interface ModelRef {
  id: string;
  version: string;
  kind: 'ebm' | 'logistic';
  trained_at: string;
}

export interface GroupRow {
  group: string;
  rows: number;
  base_rate: number;
  flagged_rate: number;
  false_alarm_rate: number | null;
  found_rate: number | null;
  impact_ratio: number | null;
}

export interface ModelView extends ModelRef {
  period: [string, string];
  rows: number;
  persons: number;
  exits: number;
  exits_for_ebm: number;
  horizon_months: number;
  base_rate: number;
  flagged_share: number;
  importance: { term: string; name: Text; size: number }[];
  metrics: Measures;
  nobody_leaves: Measures;
  flagged: Simple;
  three_rules: Simple;
  reliability: { rows: number; promised: number; happened: number }[];
  backtest: BacktestMonth[];
  fairness: { attribute: string; groups: GroupRow[] }[];
  never_used: Text[];
}

export type AlertState = 'open' | 'snoozed' | 'closed' | 'expired' | 'frozen';

export interface AlertSummary {
  id: string;
  number: string;
  person: { id: string; full_name: string };
  position: string;
  unit: { id: string; name: string } | null;
  band: BandName | null;
  reasons: Text[];
  state: AlertState;
  opened_at: string;
  last_day: string;
  assignee: string | null;
  assignee_name: string | null;
}

export interface AlertEvent {
  at: string;
  kind: string;
  actor_name: string | null;
  title: Text;
  detail: Record<string, unknown>;
}

export interface AlertTimeline {
  performance: { quarter: string; value: number | null }[];
  personal_leave: { quarter: string; value: number | null }[];
  markers: { day: string; kind: string; title: Text }[];
}

export type AlertAction = 'assign' | 'snooze' | 'talk' | 'action' | 'support' | 'close';

export interface AlertPage {
  alert: AlertSummary;
  manager: { id: string; full_name: string } | null;
  frozen: boolean;
  previous_band: BandName | null;
  confidence: Confidence | null;
  similar: number | null;
  model: ModelRef | null;
  month: string | null;
  scored_at: string | null;
  drivers: Driver[];
  inputs: InputLine[];
  helps: Help[];
  backtest: BacktestMonth[];
  horizon_months: number;
  timeline: AlertTimeline;
  never_used: Text[];
  support_only: Text;
  rights: Text;
  history: AlertEvent[];
  actions: AlertAction[];
}

export interface ObjectionView {
  id: string;
  person: { id: string; full_name: string };
  text: string | null;
  state: 'open' | 'upheld' | 'rejected' | 'taken_back';
  filed_at: string;
  due_on: string;
  overdue: boolean;
  decided_at: string | null;
  reasons: string | null;
  redacted: string[];
}

export interface OwnTalk {
  id: string;
  held_on: string;
  with: string | null;
  summary: string;
  statement: string | null;
  answer: 'none' | 'pending' | 'confirmed' | 'declined';
}

export interface OwnInsight {
  named_mode: boolean;
  frozen: boolean;
  band: BandName | null;
  confidence: Confidence | null;
  model: ModelRef | null;
  month: string | null;
  last_day: string | null;
  drivers: Driver[];
  inputs: InputLine[];
  set_aside: { name: Text; article: Text; count: number }[];
  never_used: Text[];
  support_only: Text;
  rights: Text;
  talks: OwnTalk[];
  objections: ObjectionView[];
  history: AlertEvent[];
}

export type GateKind = 'work_rule_acknowledged' | 'notice_given' | 'impact_assessment_approved';

export interface GateRecord {
  id: string;
  first_day: string;
  last_day: string;
  evidence: string;
  approved_by: string | null;
  approved_at: string;
  withdrawn_at: string | null;
}

export interface GateView {
  gate: GateKind;
  title: Text;
  article: Text;
  stands: boolean;
  last_day: string | null;
  records: GateRecord[];
}
