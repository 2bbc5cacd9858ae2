import { type RefObject, useEffect } from 'react';

/**
 * The keyboard of the directory: `/` searches, `j` and `k` go down and up, space picks the line, Enter opens it.
 * Letters typed into a field stay letters.
 */
export function useDirectoryKeys(
  place: RefObject<HTMLElement | null>,
  search: RefObject<HTMLInputElement | null>,
): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
      if (target?.matches('input:not([type="checkbox"]), select, textarea')) return;
      if (event.key === '/') {
        event.preventDefault();
        search.current?.focus();
        return;
      }
      const step = { j: 1, k: -1 }[event.key];
      const row = target?.closest<HTMLElement>('[data-index]') ?? null;
      if (step) {
        const at = row ? Number(row.dataset.index) + step : 0;
        const next = place.current?.querySelector<HTMLElement>(`[data-index="${at}"] a`);
        if (!next) return;
        event.preventDefault();
        next.focus();
        next.scrollIntoView({ block: 'nearest' });
      } else if (event.key === ' ' && row && target?.matches('a')) {
        event.preventDefault();
        row.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click();
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [place, search]);
}
