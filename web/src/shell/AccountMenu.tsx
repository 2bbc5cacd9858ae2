import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSession, useSignOut } from '../api/session';
import { useFormats } from '../i18n/format';
import { useCode, useText } from '../i18n/useText';
import { Icon } from '../ui/Icon';
import { LookChoices } from '../ui/LookChoices';
import { phoneTabs, useNav } from './pages';
import styles from './Shell.module.css';

/** Who is signed in, how the page looks, and the way out. */
export function AccountMenu({ trigger }: { trigger: ReactNode }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const session = useSession();
  const leave = useSignOut();
  const others = useNav().filter((item) => !phoneTabs.includes(item.to));
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const inside = event.target instanceof Node && menu.current?.contains(event.target);
      const escaped = event instanceof KeyboardEvent && event.key === 'Escape';
      if (menu.current?.open && (escaped || (event.type === 'pointerdown' && !inside)))
        menu.current.open = false;
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  const close = () => {
    if (menu.current) menu.current.open = false;
  };
  return (
    <details ref={menu} className={styles.menu}>
      <summary aria-label={t('shell.account', { name: session.display_name })}>{trigger}</summary>
      <div className={styles.panel}>
        <div className={styles.self}>
          <p className="strong">{session.display_name}</p>
          <p className="muted small">
            {format.names(session.roles.map((role) => code(`role.${role}`, role)))}
          </p>
        </div>
        <LookChoices />
        {/* What does not fit at the bottom of a phone. */}
        {others.map((item) => (
          <Link key={item.to} to={item.to} onClick={close} className={styles.morePages}>
            <Icon name={item.icon} size={16} />
            {t(item.title)}
          </Link>
        ))}
        <Link to="/me" onClick={close}>
          <Icon name="person" size={16} />
          {t('page.me.title')}
        </Link>
        <button type="button" onClick={leave}>
          <Icon name="exit" size={16} />
          {t('shell.sign_out')}
        </button>
      </div>
    </details>
  );
}
