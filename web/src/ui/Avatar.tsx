import styles from './Avatar.module.css';
import { cx } from './cx';

/** The given name of a Chinese name (云 of 张云, 明远 of 张明远), the initials of any other. */
export function shortName(name: string): string {
  const trimmed = name.trim();
  if (/^[\p{Script=Han}·]+$/u.test(trimmed)) return [...trimmed.replace('·', '')].slice(-2).join('');
  const words = trimmed.split(/[\s,]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase();
}

/** A round mark with the short name. Decorative: the full name stands beside it. */
export function Avatar({ name, big, self }: { name: string; big?: boolean; self?: boolean }) {
  return (
    <span className={cx(styles.avatar, big && styles.big, self && styles.self)} aria-hidden="true">
      {shortName(name)}
    </span>
  );
}
