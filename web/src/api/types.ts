/**
 * The shapes of the wire that the page uses, under the names of their schemas.
 * This file goes when the generated types can be imported.
 */

export interface PageOf<T> {
  items: T[];
  next_cursor: string | null;
  total: number | null;
}

export interface Me {
  account_id: string;
  login: string;
  display_name: string;
  person_id: string | null;
  roles: string[];
  permissions: string[];
  today: string;
  expires_at: string;
}

export interface DemoLogin {
  login: string;
  password: string;
  display_name: string;
  role_zh: string;
  role_en: string;
}

export interface SessionOptions {
  bootstrap_needed: boolean;
  demo_logins: DemoLogin[];
  today: string;
  version: string;
}

export interface Bootstrap {
  token: string;
  administrators: { role: string; login: string; display_name: string; password: string }[];
}

export type RoleScope = 'group' | 'legal_entity' | 'unit' | 'team' | 'own';

export interface Role {
  key: string;
  title_zh: string;
  title_en: string;
  default_scope: RoleScope;
  exclusive: string | null;
  permissions: string[];
  classes: string[];
}

export interface GrantView {
  id: string;
  role: string;
  scope: RoleScope;
  scope_id: string | null;
  granted_at: string;
}

export interface AccountView {
  id: string;
  login: string;
  display_name: string;
  person_id: string | null;
  active: boolean;
  grants: GrantView[];
}

export interface NewAccount {
  login: string;
  display_name: string;
  person_id: string | null;
  password: string;
}

export interface GrantRole {
  role: string;
  scope: RoleScope | null;
  scope_id: string | null;
  reason: string;
}

export interface LegalEntityView {
  id: string;
  name: string;
  short_name: string;
  credit_code: string | null;
  place: string;
  active: boolean;
}

export interface UnitView {
  id: string;
  parent_id: string | null;
  code: string;
  name: string;
  kind: string;
  head_person_id: string | null;
  head_name: string | null;
  headcount: number;
  first_day: string;
}

export interface CatalogueItemView {
  id: string;
  kind: string;
  code: string;
  title_zh: string;
  title_en: string;
  first_day: string;
  last_day: string | null;
}

export interface PersonRef {
  id: string;
  full_name: string;
}

export interface NamedRef {
  id: string;
  name: string;
}

export interface PersonSummary {
  person_id: string;
  full_name: string;
  employee_no: string;
  legal_entity: NamedRef;
  unit: NamedRef;
  position: string;
  job_level: string | null;
  place: string;
  manager: PersonRef | null;
  hired_on: string;
  last_day: string | null;
  status: string;
}

export interface PersonPage {
  person_id: string;
  as_of: string;
  known_at: string;
  full_name: string;
  status: string;
  employee_no: string | null;
  employment_kind: string | null;
  hired_on: string | null;
  last_day: string | null;
  probation_last_day: string | null;
  tenure_months: number | null;
  legal_entity: NamedRef | null;
  unit_path: NamedRef[];
  position: string | null;
  job_level: string | null;
  place: string | null;
  manager: PersonRef | null;
  contract_kind: string | null;
  contract_last_day: string | null;
  base_pay_fen: number | null;
  phone: string | null;
  email: string | null;
  identity_number: string | null;
  bank_account: string | null;
  masked: string[];
  redacted: string[];
}

export type TimelineKind =
  | 'hire'
  | 'exit'
  | 'contract'
  | 'assignment'
  | 'pay'
  | 'performance'
  | 'leave'
  | 'event';

export interface TimelineItem {
  kind: TimelineKind;
  day: string;
  last_day: string | null;
  values: Record<string, unknown>;
  known_from: string;
  recorded_at: string;
  scheduled: boolean;
  redacted: string[];
}

export interface NewPerson {
  full_name: string;
  identity_number: string | null;
  phone: string | null;
  email: string | null;
  bank_account: string | null;
  birth_date: string | null;
  sex: string | null;
}

export interface Hire {
  person_id: string | null;
  person: NewPerson | null;
  legal_entity_id: string;
  employee_no: string;
  kind: string;
  hired_on: string;
  probation_last_day: string | null;
  contract: { kind: string; first_day: string; last_day: string | null; signed_on: string | null } | null;
  unit_id: string;
  manager_id: string | null;
  position: string;
  job_level: string | null;
  place: string;
  working_time: string;
  base_pay_fen: number | null;
}

export interface Hired {
  person_id: string;
  employment_id: string;
}

export interface Transfer {
  first_day: string;
  unit_id: string | null;
  manager_id: string | null;
  position: string | null;
  job_level: string | null;
  place: string | null;
}

export interface AuditChange {
  field: string;
  class: string | null;
  old: string | null;
  new: string | null;
  old_digest: string | null;
  new_digest: string | null;
}

export interface AuditEntryView {
  seq: number;
  at: string;
  actor: string | null;
  actor_login: string | null;
  operation: string;
  action: string;
  record: string;
  record_id: string;
  subject: string | null;
  reason: string | null;
  changes: AuditChange[];
  redacted: string[];
}

export interface AuditStatusView {
  size: number;
  root: string;
  checkpoint: string | null;
  verifier_key: string;
}

export interface AuditProof {
  seq: number;
  size: number;
  leaf: string;
  path: string[];
  root: string;
  checkpoint: string;
  verifier_key: string;
}

export interface AuditVerification {
  whole: boolean;
  size: number;
  root: string;
  checkpoints: number;
  erased: number;
  first: { kind: string; seq: number; up_to: number | null; what: string } | null;
}
