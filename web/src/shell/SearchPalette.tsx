import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { findPeople } from '../api/people';
import { useMay } from '../api/session';
import { chooseTheme } from '../design/theme';
import { settingsTabs } from '../features/settings/tabs';
import { chooseLocale } from '../i18n/catalogue';
import { useLocale, useText } from '../i18n/useText';
import { localeNames } from '../ui/LookChoices';
import { Palette, type PaletteEntry } from './Palette';
import { useNav } from './pages';

/** The palette with this reader's pages, commands and people. */
export function SearchPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  const nav = useNav();
  const locale = useLocale();
  const may = useMay();
  const navigate = useNavigate();
  const entries = useMemo(() => {
    const pages: PaletteEntry[] = nav.map((item) => ({
      id: item.to,
      group: t('shell.palette.pages'),
      title: t(item.title),
      icon: item.icon,
      words: `${item.words ?? ''} ${item.to}`,
      run: () => void navigate({ to: item.to }),
    }));
    const settings: PaletteEntry[] = settingsTabs
      .filter((tab) => nav.some((item) => item.to === '/settings') && may(tab.permission))
      .map((tab) => ({
        id: `settings ${tab.key}`,
        group: t('shell.palette.settings'),
        title: t(`settings.tab.${tab.key}`),
        hint: t('page.settings.title'),
        icon: 'gear',
        words: `${tab.key} shezhi settings`,
        run: () => void navigate({ to: '/settings', search: { tab: tab.key } }),
      }));
    const other = locale === 'en' ? 'zh-CN' : 'en';
    const commands: PaletteEntry[] = [
      {
        id: 'light',
        group: t('shell.palette.commands'),
        title: t('shell.command.light'),
        icon: 'sun',
        run: () => chooseTheme('light'),
      },
      {
        id: 'dark',
        group: t('shell.palette.commands'),
        title: t('shell.command.dark'),
        icon: 'moon',
        run: () => chooseTheme('dark'),
      },
      {
        id: 'language',
        group: t('shell.palette.commands'),
        title: t('shell.command.language', { language: localeNames[other] }),
        icon: 'language',
        run: () => void chooseLocale(other),
      },
    ];
    return [...pages, ...settings, ...commands];
  }, [nav, t, locale, navigate, may]);
  const seesPeople = may('person.read');
  const find = useCallback(
    async (text: string, signal: AbortSignal): Promise<PaletteEntry[]> => {
      if (!seesPeople) return [];
      const people = await findPeople(text, signal);
      return people.map((person) => ({
        id: person.id,
        group: t('shell.palette.people'),
        title: person.title,
        hint: person.hint,
        icon: 'person',
        run: () => void navigate({ to: '/people/$personId', params: { personId: person.id } }),
      }));
    },
    [seesPeople, t, navigate],
  );
  return <Palette open={open} onClose={onClose} entries={entries} find={find} />;
}
