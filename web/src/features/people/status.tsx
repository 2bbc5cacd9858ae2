import { useCode } from '../../i18n/useText';
import { Tag, type Tone } from '../../ui/Tag';

const tones: Record<string, Tone> = {
  active: 'good',
  probation: 'info',
  leaving: 'warn',
  not_employed: 'neutral',
};

export function StatusTag({ status }: { status: string | null }) {
  const code = useCode();
  // Withheld: the directory says where somebody works, not whether they are on their way out.
  if (status === null) return null;
  return <Tag tone={tones[status] ?? 'neutral'}>{code(`person_status.${status}`, status)}</Tag>;
}
