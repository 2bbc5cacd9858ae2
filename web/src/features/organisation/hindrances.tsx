import type { Hindrance } from '../../api/types';
import { useCode, useText } from '../../i18n/useText';

/** What stands in the way, in words. */
export function useHindrance(): (found: Hindrance) => string {
  const code = useCode();
  const t = useText();
  return (found) => {
    const key = found.code.split('.').at(-1) ?? '';
    const words = code(`plan.hindrance.${key}`, found.code);
    return found.name ? t('plan.hindrance_of', { name: found.name, words }) : words;
  };
}

export function HindranceList({ items }: { items: Hindrance[] }) {
  const say = useHindrance();
  return (
    <>
      {items.map((found) => (
        <span key={`${found.change_id} ${found.code} ${found.name}`} style={{ display: 'block' }}>
          {say(found)}
        </span>
      ))}
    </>
  );
}
