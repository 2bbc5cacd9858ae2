import { useCallback } from 'react';
import { useLocale } from './useText';

/** Picks the reader's language of a text that the server sends in both. */
export function useBilingual(): (text: { zh: string; en: string } | null | undefined) => string {
  const english = useLocale() === 'en';
  return useCallback((text) => (text ? (english ? text.en : text.zh) : ''), [english]);
}
