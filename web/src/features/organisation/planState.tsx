import { useCode } from '../../i18n/useText';
import { Tag, type Tone } from '../../ui/Tag';

const tones: Record<string, Tone> = {
  draft: 'warn',
  submitted: 'info',
  refused: 'bad',
  scheduled: 'brand',
  activated: 'good',
};

/** How far a reorganisation is. */
export function PlanTag({ state }: { state: string }) {
  const code = useCode();
  return <Tag tone={tones[state] ?? 'neutral'}>{code(`plan.state.${state}`, state)}</Tag>;
}
