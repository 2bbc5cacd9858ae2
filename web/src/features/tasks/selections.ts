import type { TaskSelection } from '../../api/types';

/** The views of one's tasks; the choice stands in the address. */
export const taskSelections: readonly TaskSelection[] = ['open', 'upcoming', 'done'];
