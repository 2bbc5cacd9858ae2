import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { i18n, type Locale, locales, type MessageKey } from './catalogue';

export type TextValues = Record<string, string | number>;
export type Text = (key: MessageKey, values?: TextValues) => string;

const subscribe = (changed: () => void) => i18n.on('change', changed);
const snapshot = () => i18n.locale;

/** The language shown now; a component that asks is drawn again when it changes. */
export function useLocale(): Locale {
  const tag = useSyncExternalStore(subscribe, snapshot, snapshot);
  return useMemo(() => locales.find((locale) => locale === tag) ?? 'zh-CN', [tag]);
}

/** The function that turns a key into text of the present language. */
export function useText(): Text {
  const locale = useLocale();
  // The locale is named as a dependency so that memoised children notice a change of language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useCallback((key, values) => i18n._(key, values), [locale]);
}

/** A text whose key is made from data, such as `alert.state.open`; shows `fallback` when no such key is known. */
export function useCode(): (key: string, fallback: string) => string {
  const locale = useLocale();
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useCallback((key, fallback) => (key in i18n.messages ? i18n._(key) : fallback), [locale]);
}
