import type { ChangeKind, ChangeState } from '../../api/types';
import type { Tone } from '../../ui/Tag';

/** The views of the desk; they stand in its address. */
export const changesTabs = ['todo', 'probation', 'retirement', 'all', 'letters'] as const;
export type ChangesTab = (typeof changesTabs)[number];

export const changeKinds = [
  'onboard',
  'confirm',
  'probation',
  'transfer',
  'promote',
  'second',
  'end_secondment',
  'leave_of_absence',
  'return',
  'rehire',
  'retire',
  'correct',
] as const satisfies readonly ChangeKind[];

export const changeStates = [
  'draft',
  'submitted',
  'approved',
  'scheduled',
  'effective',
  'refused',
  'undone',
  'withdrawn',
] as const satisfies readonly ChangeState[];

export const stateTones: Record<ChangeState, Tone> = {
  draft: 'neutral',
  submitted: 'info',
  refused: 'bad',
  approved: 'warn',
  scheduled: 'info',
  effective: 'good',
  undone: 'neutral',
  withdrawn: 'neutral',
};
