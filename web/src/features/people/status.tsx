import { useCode } from '../../i18n/useText';
import { Tag, type Tone } from '../../ui/Tag';

const tones: Record<string, Tone> = {
  active: 'good',
  probation: 'info',
  leaving: 'warn',
  not_employed: 'neutral',
};

export function StatusTag({ status }: { status: string }) {
  const code = useCode();
  return <Tag tone={tones[status] ?? 'neutral'}>{code(`person_status.${status}`, status)}</Tag>;
}
