import { chooseTheme, type Theme, themes, useTheme } from '../design/theme';
import { chooseLocale, type Locale, locales } from '../i18n/catalogue';
import { useLocale, useText } from '../i18n/useText';
import { Select } from './fields';
import styles from './LookChoices.module.css';

export const localeNames: Record<Locale, string> = { 'zh-CN': '简体中文', en: 'English' };

/** Theme and language; also on the page a phone uses for them. */
export function LookChoices() {
  const t = useText();
  const theme = useTheme();
  const locale = useLocale();
  return (
    <>
      <div className={styles.choice}>
        <span>{t('shell.theme')}</span>
        <Select
          label={t('shell.theme')}
          value={theme}
          options={themes.map((value) => ({ value, title: t(`shell.theme.${value}`) }))}
          onChange={(value) => chooseTheme(value as Theme)}
        />
      </div>
      <div className={styles.choice}>
        <span>{t('shell.language')}</span>
        <Select
          label={t('shell.language')}
          value={locale}
          options={locales.map((value) => ({ value, title: localeNames[value] }))}
          onChange={(value) => chooseLocale(value as Locale)}
        />
      </div>
    </>
  );
}
