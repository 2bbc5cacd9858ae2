import type { FlowTask } from '../../api/types';

export type Rule =
  | 'wages'
  | 'severance'
  | 'certificate'
  | 'access'
  | 'transfer'
  | 'settlement'
  | 'handover'
  | 'added'
  | 'plain';

const byKind: Record<string, Rule> = {
  wage_payment: 'wages',
  severance_payment: 'severance',
  certificate: 'certificate',
  access: 'access',
  status_change: 'access',
  transfer: 'transfer',
  housing_fund: 'transfer',
  settlement: 'settlement',
  checklist: 'handover',
  review: 'handover',
  handover: 'handover',
  asset_return: 'handover',
};

type Ruled = Pick<FlowTask, 'kind' | 'task'>;

/** Which sentence says why a task may wait for others, or must not. */
export function ruleOf(task: Ruled, before: Ruled[]): Rule {
  // Tasks that people added to the run have keys of this form.
  if (/^added_\d+$/.test(task.task)) return 'added';
  const own = byKind[task.kind];
  if (own) return own;
  // A plain statement that follows the handover belongs to it.
  return before.some((earlier) => byKind[earlier.kind] === 'handover') ? 'handover' : 'plain';
}
