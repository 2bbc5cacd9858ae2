import { useMemo } from 'react';
import { i18n } from './catalogue';
import { useCode, useLocale } from './useText';

const prefix = 'place.';

/** Places by the names that the law data use (`CN-Shanghai`): what they are called, and all of them to choose from. */
export function usePlaces() {
  const code = useCode();
  const locale = useLocale();
  const choices = useMemo(() => {
    const named = Object.keys(i18n.messages).filter((key) => key.startsWith(prefix));
    const options = named.map((key) => ({ value: key.slice(prefix.length), title: i18n._(key) }));
    return options
      .filter((option) => option.value !== 'CN')
      .sort((a, b) => a.title.localeCompare(b.title, locale));
  }, [locale]);
  return { choices, nameOf: (place: string | null) => (place ? code(`place.${place}`, place) : '') };
}
