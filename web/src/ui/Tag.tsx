import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './Icon';
import styles from './Tag.module.css';

export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info' | 'brand';

/** A short state word. The tone only underlines the word, it never replaces it. */
export function Tag({
  tone = 'neutral',
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className={cx(styles.tag, tone !== 'neutral' && styles[tone])}>
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}
