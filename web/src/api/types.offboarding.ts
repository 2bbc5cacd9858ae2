/** The shapes of leaving: the board, the case, the own page and the certificate. This file goes when the generated types can be imported. */
import type { CycleTime, FlowItem, FlowView, Text } from './types.flows';
import type { Explanation, SettlementView } from './types.settlement';

export type Side = 'employee' | 'employer';

export type BoardStage = 'pre_offboarding' | 'running' | 'last_days' | 'closing' | 'done' | 'stopped';

export interface BoardItem {
  id: string;
  person_id: string;
  full_name: string;
  unit: string;
  position: string;
  stage: BoardStage;
  phase: string;
  ground: string | null;
  last_day: string | null;
  days_left: number | null;
  tasks_total: number;
  tasks_done: number;
  tasks_overdue: number;
  firm_minutes: number | null;
  bottleneck: string | null;
  withdrawal_requested: boolean;
  certificate_number: string | null;
  opened_at: string;
}

export interface CycleOverview {
  summary: {
    runs: number;
    median_firm_minutes: number | null;
    lanes: CycleTime['lanes'];
    bottleneck: string | null;
  };
  definition: Text;
  cases: BoardItem[];
}

export interface Deadline {
  code: string;
  title: Text;
  day: string;
  days_left: number;
  article: Text;
  task: string | null;
  done: boolean;
}

export interface HistoryItem {
  id: string;
  kind: string;
  at: string;
  actor: string | null;
  actor_id: string | null;
  detail: Record<string, unknown> | null;
}

export interface CertificateView {
  id: string;
  number: string;
  status: string;
  issued_on: string;
  issued_at: string;
  verification_url: string;
  sha256: string;
  key_id: string;
  revoked_at: string | null;
  replaces_id: string | null;
}

export interface CertificateSignature {
  number: string;
  algorithm: string;
  key_id: string;
  signature_base64: string;
  signature: string;
  public_key_pem: string;
  sha256: string;
}

export interface CertificateVerification {
  status: string;
  number: string;
  issued_on: string;
  revoked_at: string | null;
  key_id: string;
  algorithm: string;
}

export interface CertificateComparison {
  matches: boolean;
  status: string;
}

export type CaseAction =
  | 'close_pre'
  | 'record_resignation'
  | 'record_agreement'
  | 'preview_cost'
  | 'change_last_day'
  | 'decide_withdrawal'
  | 'compute_settlement'
  | 'confirm_settlement'
  | 'issue_certificate'
  | 'revoke_certificate'
  | 'exit_interview';

export interface OffboardingPage {
  id: string;
  summary: BoardItem;
  employee_no: string;
  legal_entity: string;
  hired_on: string;
  received_on: string | null;
  notice_ends: string | null;
  wished_last_day: string | null;
  last_working_minute: string | null;
  seconds_to_last_minute: number | null;
  pre_expires_at: string | null;
  withdrawal: 'none' | 'requested' | 'refused' | 'consented';
  pre_reason: string | null;
  text: string | null;
  withdrawal_reason: string | null;
  reason: string | null;
  pre_flow: FlowView | null;
  flow: FlowView | null;
  median_firm_minutes: number | null;
  deadlines: Deadline[];
  settlement: SettlementView | null;
  certificates: CertificateView[];
  certificate_from: string | null;
  history: HistoryItem[];
  actions: CaseAction[];
  redacted: string[];
}

export interface MyOffboardingItem {
  code: string;
  title: Text;
  state: 'done' | 'open' | 'waiting' | 'overdue';
  day: string | null;
  note: Text;
}

export interface MyOffboarding {
  id: string | null;
  phase: string | null;
  last_day: string | null;
  last_working_minute: string | null;
  withdrawal: OffboardingPage['withdrawal'] | null;
  pre_expires_at: string | null;
  items: MyOffboardingItem[];
  text: string | null;
  handover: FlowItem[];
  settlement: SettlementView | null;
  certificates: CertificateView[];
  deadlines: Deadline[];
}

export interface ResignationPreview {
  received_on: string;
  in_probation: boolean;
  notice_days: number;
  earliest_last_day: string;
  explanation: Explanation;
}

export interface NewAgreement {
  person_id: string;
  written: boolean;
  proposed_by: Side;
  last_day: string;
  document: string;
  acknowledged_preview_id: string | null;
}

export interface LastDayChange {
  wanted_by: Side;
  last_day: string;
  consent_document: string | null;
  acknowledged_preview_id: string | null;
}

export interface SettlementFact {
  code: string;
  amount_fen: number | null;
  number: string | null;
  source: string;
}
