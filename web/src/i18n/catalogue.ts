import { i18n, type Messages } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import type zh from '../locales/zh-CN';

/** Every text of the page has a key; a key that no locale file holds does not compile. */
export type MessageKey = keyof typeof zh;

export const locales = ['zh-CN', 'en'] as const;
export type Locale = (typeof locales)[number];

const stored = 'renhe.locale';

const load: Record<Locale, () => Promise<{ default: Messages }>> = {
  'zh-CN': () => import('../locales/zh-CN'),
  en: () => import('../locales/en'),
};

// Messages are ICU texts, compiled when first shown and kept.
const compiled = new Map<string, ReturnType<typeof compileMessage>>();
i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message);
  if (known) return known;
  const fresh = compileMessage(message);
  compiled.set(message, fresh);
  return fresh;
});

function isLocale(tag: string | null): tag is Locale {
  return locales.some((locale) => locale === tag);
}

/** The chosen language, else the browser's if we speak it, else Chinese. */
export function preferredLocale(): Locale {
  const chosen = readStored();
  if (isLocale(chosen)) return chosen;
  const tags = typeof navigator === 'undefined' ? [] : navigator.languages;
  for (const tag of tags) {
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh-CN';
}

function readStored(): string | null {
  try {
    return localStorage.getItem(stored);
  } catch {
    return null;
  }
}

/** Loads a language and shows it. */
export async function activateLocale(locale: Locale): Promise<void> {
  const { default: messages } = await load[locale]();
  i18n.loadAndActivate({ locale, messages });
  document.documentElement.lang = locale;
}

/** Remembers the user's choice and shows it. */
export async function chooseLocale(locale: Locale): Promise<void> {
  try {
    localStorage.setItem(stored, locale);
  } catch {
    // Blocked storage only means that the choice lasts until the page is closed.
  }
  await activateLocale(locale);
}

export function currentLocale(): Locale {
  return isLocale(i18n.locale) ? i18n.locale : 'zh-CN';
}

export { i18n };
