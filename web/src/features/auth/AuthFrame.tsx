import type { ReactNode } from 'react';
import { chooseTheme, usePaintedTheme } from '../../design/theme';
import { chooseLocale } from '../../i18n/catalogue';
import { useLocale, useText } from '../../i18n/useText';
import { IconButton } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { usePageTitle } from '../../ui/Page';
import styles from './auth.module.css';

/** The quiet frame of the pages before signing in. */
export function AuthFrame({
  title,
  sub,
  wide,
  children,
  below,
}: {
  title: string;
  sub: string;
  wide?: boolean;
  children: ReactNode;
  below?: ReactNode;
}) {
  const t = useText();
  const locale = useLocale();
  const painted = usePaintedTheme();
  usePageTitle(title);
  return (
    <main className={styles.page}>
      <div className={styles.brand}>
        <span className={styles.logo} aria-hidden="true">
          和
        </span>
        {t('shell.product')}
      </div>
      <div className={cx(styles.panel, wide && styles.wide)}>
        <div>
          <h1>{title}</h1>
          <p className="muted">{sub}</p>
        </div>
        {children}
      </div>
      {below}
      <div className={styles.foot}>
        <IconButton
          icon="language"
          label={t('shell.language.switch')}
          onClick={() => chooseLocale(locale === 'en' ? 'zh-CN' : 'en')}
        />
        <IconButton
          icon={painted === 'dark' ? 'sun' : 'moon'}
          label={t(painted === 'dark' ? 'shell.command.light' : 'shell.command.dark')}
          onClick={() => chooseTheme(painted === 'dark' ? 'light' : 'dark')}
        />
      </div>
    </main>
  );
}
