/** The shapes of runs of flows and their tasks. This file goes when the generated types can be imported. */

export interface Text {
  zh: string;
  en: string;
}

export type Standing =
  | 'done'
  | 'open'
  | 'overdue'
  | 'blocked'
  | 'scheduled'
  | 'skipped'
  | 'not_needed'
  | 'closed';

export interface DiagramStrip {
  key: string;
  title: Text;
  owner: string | null;
  offset: number;
  size: number;
}

export interface Diagram {
  lanes: DiagramStrip[];
  stages: DiagramStrip[];
  nodes: { task: string; lane: string; stage: string; column: number; row: number; optional: boolean }[];
  edges: { from: string; to: string }[];
}

export interface FlowTask {
  id: string;
  task: string;
  lane: string;
  stage: string;
  title: Text;
  kind: string;
  article: Text | null;
  optional: boolean;
  standing: Standing;
  starts_at: string | null;
  due_at: string | null;
  seconds_left: number | null;
  waits_for: Text[];
  finished_at: string | null;
  finished_by: string | null;
  delegated_to: string | null;
  owner: { person_id: string | null; role: string | null; names: string[] };
  items: { total: number; received: number } | null;
  mine: boolean;
}

export interface FlowItem {
  id: string;
  flow_id: string;
  kind: string;
  title: string;
  successor_id: string | null;
  successor_name: string | null;
  received_at: string | null;
  received_by: string | null;
}

export interface CycleTime {
  elapsed_minutes: number;
  firm_minutes: number;
  employee_minutes: number;
  lanes: { lane: string; task_minutes: number[]; median_minutes: number }[];
  bottleneck: string | null;
}

export interface FlowView {
  id: string;
  definition: string;
  version: number;
  title: Text;
  status: string;
  started_at: string;
  ended_at: string | null;
  diagram: Diagram;
  tasks: FlowTask[];
  items: FlowItem[];
  cycle: CycleTime;
  cycle_definition: Text;
}

export type TaskSelection = 'open' | 'upcoming' | 'done';
export type TaskAction = 'complete' | 'skip' | 'delegate' | 'reopen' | 'open_case';

export interface TaskView {
  id: string;
  flow_id: string;
  about: string;
  about_id: string;
  task: string;
  title: Text;
  kind: string;
  person: { id: string; full_name: string; unit: string; position: string; last_day: string | null };
  status: string;
  overdue: boolean;
  starts_at: string | null;
  due_at: string | null;
  seconds_left: number | null;
  finished_at: string | null;
  escalated: boolean;
  delegated: boolean;
  actions: TaskAction[];
}
