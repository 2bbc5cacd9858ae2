import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '../../api/session';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Page } from '../../ui/Page';
import { Tabs } from '../../ui/Tabs';
import { Accounts } from './Accounts';
import { Entities } from './Entities';
import { Lists } from './Lists';
import { type SettingsTab, settingsTabs } from './tabs';
import { Units } from './Units';

type Part = () => React.ReactNode;
type OwnTab = 'accounts' | 'units' | 'entities' | 'lists';

const own: Record<OwnTab, Part> = {
  accounts: Accounts,
  units: Units,
  entities: Entities,
  lists: Lists,
};

/** Tabs of other features are handed in by the shell. */
export function SettingsPage({ more }: { more: Record<Exclude<SettingsTab, OwnTab>, Part> }) {
  const parts: Record<SettingsTab, Part> = { ...own, ...more };
  const t = useText();
  const may = useMay();
  const search = useSearch({ from: '/signed-in/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const open = settingsTabs.filter((tab) => may(tab.permission));
  const tab = open.find((item) => item.key === search.tab)?.key ?? open[0]?.key ?? 'lists';
  const Part = parts[tab];
  return (
    <Page title={t('page.settings.title')} sub={t('page.settings.sub')}>
      <Card flush>
        <Tabs
          label={t('page.settings.title')}
          items={open.map(({ key }) => ({ key, title: t(`settings.tab.${key}`) }))}
          value={tab}
          onChange={(next) => navigate({ search: { tab: next }, replace: true })}
        >
          <Part />
        </Tabs>
      </Card>
    </Page>
  );
}
