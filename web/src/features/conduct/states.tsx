import { useCode } from '../../i18n/useText';
import { Tag, type Tone } from '../../ui/Tag';

const awardTones: Record<string, Tone> = { asked: 'info', granted: 'good', refused: 'neutral' };

/** How far an award is. */
export function AwardTag({ state }: { state: string }) {
  const code = useCode();
  return <Tag tone={awardTones[state] ?? 'neutral'}>{code(`conduct.award.state.${state}`, state)}</Tag>;
}

const measureTones: Record<string, Tone> = {
  open: 'warn',
  asked: 'info',
  imposed: 'bad',
  dropped: 'neutral',
};

/** How far a disciplinary case is. */
export function MeasureTag({ state }: { state: string }) {
  const code = useCode();
  return (
    <Tag tone={measureTones[state] ?? 'neutral'}>{code(`conduct.discipline.state.${state}`, state)}</Tag>
  );
}
