import { useMemo } from 'react';
import { i18n } from './catalogue';
import { useCode, useLocale } from './useText';

/** A list of codes that the locale files name, such as the places of the law data: `place.CN-Shanghai`. */
function useNamed(prefix: string) {
  const code = useCode();
  const locale = useLocale();
  const choices = useMemo(() => {
    const keys = Object.keys(i18n.messages).filter((key) => key.startsWith(prefix));
    const options = keys.map((key) => ({ value: key.slice(prefix.length), title: i18n._(key) }));
    return options.sort((a, b) => a.title.localeCompare(b.title, locale));
  }, [prefix, locale]);
  return { choices, nameOf: (value: string | null) => (value ? code(`${prefix}${value}`, value) : '') };
}

/** Places by the names that the law data use. */
export const usePlaces = () => useNamed('place.');
/** What can be done, as the trail names it. */
export const useOperations = () => useNamed('operation.');
/** Kinds of records. */
export const useRecordNames = () => useNamed('record.');
