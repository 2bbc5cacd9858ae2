import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useMatches, useRouterState } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { unitsQuery } from '../api/organisation';
import { useSession } from '../api/session';
import { chooseLocale } from '../i18n/catalogue';
import { useLocale, useText } from '../i18n/useText';
import { Avatar } from '../ui/Avatar';
import { IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Page } from '../ui/Page';
import { NoAccess } from '../ui/states';
import { AccountMenu } from './AccountMenu';
import { mayOpen, navGroups, phoneTabs, useNav } from './pages';
import { SearchPalette } from './SearchPalette';
import styles from './Shell.module.css';

/** The frame of every page behind the sign-in. */
export function Shell() {
  const t = useText();
  const [searching, setSearching] = useState(false);
  useFocusOnNavigation();
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching((before) => !before);
      }
    };
    window.addEventListener('keydown', open);
    return () => window.removeEventListener('keydown', open);
  }, []);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('shell.skip')}
      </a>
      <SideNav />
      <div className={styles.column}>
        <TopBar onSearch={() => setSearching(true)} />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Guarded>
            <Outlet />
          </Guarded>
        </main>
      </div>
      <PhoneTabs />
      <SearchPalette open={searching} onClose={() => setSearching(false)} />
    </div>
  );
}

/** A page that asks for a permission is not even loaded without it; the server checks again anyway. */
function Guarded({ children }: { children: ReactNode }) {
  const { permissions } = useSession();
  const t = useText();
  const matches = useMatches();
  const { permission: demand, title } = matches.at(-1)?.staticData ?? {};
  if (mayOpen(demand, permissions)) return children;
  return (
    <Page title={t(title ?? 'ui.no_access.title')}>
      <NoAccess permission={typeof demand === 'string' ? demand : demand?.[0]} />
    </Page>
  );
}

function SideNav() {
  const t = useText();
  const nav = useNav();
  return (
    <nav className={styles.side} aria-label={t('shell.nav')}>
      <Link to="/" className={styles.brand}>
        <span className={styles.logo} aria-hidden="true">
          和
        </span>
        {t('shell.product')}
      </Link>
      {navGroups.map((group) => {
        const items = nav.filter((item) => item.group === group);
        if (items.length === 0) return null;
        return (
          <div key={group}>
            {group !== 'top' && <h2 className={styles.group}>{t(`shell.group.${group}`)}</h2>}
            <ul className={styles.nav}>
              {items.map((item) => (
                <li key={item.to}>
                  <Link to={item.to} className={styles.item} activeOptions={{ exact: item.to === '/' }}>
                    <Icon name={item.icon} />
                    {t(item.title)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </nav>
  );
}

function TopBar({ onSearch }: { onSearch: () => void }) {
  const t = useText();
  const locale = useLocale();
  const session = useSession();
  const group = useQuery(unitsQuery()).data?.items.find((unit) => unit.parent_id === null);
  const isMac = navigator.platform.startsWith('Mac');
  return (
    <header className={styles.top}>
      <span className={styles.firm}>{group?.name ?? t('shell.product')}</span>
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" size={16} />
        <span>{t('shell.palette.placeholder')}</span>
        <kbd>{isMac ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <IconButton
        icon="search"
        label={t('shell.palette.label')}
        className={styles.onlyPhone}
        onClick={onSearch}
      />
      <IconButton
        icon="language"
        label={t('shell.language.switch')}
        className={styles.onlyDesk}
        onClick={() => chooseLocale(locale === 'en' ? 'zh-CN' : 'en')}
      />
      <AccountMenu trigger={<Avatar name={session.display_name} self />} />
    </header>
  );
}

function PhoneTabs() {
  const t = useText();
  const nav = useNav();
  const tabs = phoneTabs.flatMap((to) => nav.filter((item) => item.to === to));
  return (
    <nav className={styles.tabs} aria-label={t('shell.nav.phone')}>
      {tabs.map((item) => (
        <Link key={item.to} to={item.to} className={styles.tab} activeOptions={{ exact: item.to === '/' }}>
          <Icon name={item.icon} size={22} />
          {t(item.title)}
        </Link>
      ))}
    </nav>
  );
}

/** After a change of page the focus goes to the new content and the page starts at its top. */
function useFocusOnNavigation() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const [first, setFirst] = useState(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the path changes, not when `first` does
  useEffect(() => {
    if (first) setFirst(false);
    else document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}
