import { useSyncExternalStore } from 'react';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const stored = 'renhe.theme';
const listeners = new Set<() => void>();
const system = () => window.matchMedia('(prefers-color-scheme: dark)');

function chosenTheme(): Theme {
  try {
    const value = localStorage.getItem(stored);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

function apply() {
  const theme = chosenTheme();
  const dark = theme === 'system' ? system().matches : theme === 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  for (const changed of listeners) changed();
}

/** Follows the system while nothing was chosen. Called once at the start. */
export function watchTheme() {
  system().addEventListener('change', apply);
  apply();
}

export function chooseTheme(theme: Theme) {
  try {
    if (theme === 'system') localStorage.removeItem(stored);
    else localStorage.setItem(stored, theme);
  } catch {
    document.documentElement.dataset.theme = theme === 'dark' ? 'dark' : 'light';
  }
  apply();
}

function subscribe(changed: () => void) {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, chosenTheme, () => 'system');
}

/** Light or dark as drawn now; charts, which cannot read CSS, ask for it. */
export function usePaintedTheme(): 'light' | 'dark' {
  const read = () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');
  return useSyncExternalStore(subscribe, read, read);
}
