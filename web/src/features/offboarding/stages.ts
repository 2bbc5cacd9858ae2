import type { BoardStage } from '../../api/types';

/** The parts of the board, the most pressing first. */
export const openStages: readonly BoardStage[] = ['last_days', 'running', 'closing', 'pre_offboarding'];
export const closedStages: readonly BoardStage[] = ['done', 'stopped'];
