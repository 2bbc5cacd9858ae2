import type { BandName } from '../../api/types';
import type { Tone } from '../../ui/Tag';

const states: Record<string, Tone> = { open: 'warn', snoozed: 'info', frozen: 'info' };

export const stateTone = (state: string): Tone => states[state] ?? 'neutral';

/** A band asks for attention; it is no failure, so none is red. */
export const bandTones: Record<BandName, Tone> = {
  low: 'good',
  medium: 'neutral',
  elevated: 'warn',
  high: 'warn',
};
