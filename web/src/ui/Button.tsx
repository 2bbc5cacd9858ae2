import type { ButtonHTMLAttributes, ReactNode } from 'react';
import styles from './Button.module.css';
import { cx } from './cx';
import { Icon, type IconName } from './Icon';

export type ButtonLook = 'default' | 'primary' | 'danger' | 'quiet';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: ButtonLook;
  size?: 'normal' | 'small';
  icon?: IconName;
  /** Work is under way: the button keeps its width, takes no second click and says so. */
  busy?: boolean;
  children: ReactNode;
}

export function buttonClass(look: ButtonLook = 'default', size: 'normal' | 'small' = 'normal'): string {
  return cx(styles.button, look !== 'default' && styles[look], size === 'small' && styles.small);
}

export function Button({
  look,
  size,
  icon,
  busy,
  children,
  type = 'button',
  className,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={cx(buttonClass(look, size), className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} size={16} />}
      {children}
    </button>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  /** Read aloud and shown on hover: an icon alone is not a name. */
  label: string;
}

export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      {...rest}
      type="button"
      className={cx(styles.button, styles.icon, className)}
      aria-label={label}
      title={label}
    >
      <Icon name={icon} size={18} />
    </button>
  );
}

/** A button that looks like a link, for small actions in a line of text or a card's head. */
export function TextButton({
  className,
  plain,
  ...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { plain?: boolean }) {
  return <button {...rest} type="button" className={cx(styles.link, plain && styles.plain, className)} />;
}

export const linkClass = cx(styles.link, styles.plain);
export const sentenceLinkClass = styles.link;
