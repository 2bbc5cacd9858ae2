import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '../../api/session';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Page } from '../../ui/Page';
import { Tabs } from '../../ui/Tabs';
import { AwardsTab } from './AwardsTab';
import { ComplaintsTab } from './ComplaintsTab';
import { DisciplineTab } from './DisciplineTab';
import { conductTabs, tabPermission } from './tabs';

/** Discipline, awards and complaints, for those who run them. */
export function ConductPage() {
  const t = useText();
  const may = useMay();
  const search = useSearch({ from: '/signed-in/conduct' });
  const navigate = useNavigate({ from: '/conduct' });
  const tabs = conductTabs.filter((tab) => may(tabPermission[tab]));
  const tab = tabs.find((one) => one === search.tab) ?? tabs[0] ?? 'discipline';
  return (
    <Page title={t('page.conduct.title')} sub={t('page.conduct.sub')}>
      <Card flush>
        <Tabs
          label={t('page.conduct.title')}
          items={tabs.map((key) => ({ key, title: t(`conduct.tab.${key}`) }))}
          value={tab}
          onChange={(next) => navigate({ search: { tab: next }, replace: true })}
        >
          {tab === 'discipline' && <DisciplineTab />}
          {tab === 'awards' && <AwardsTab />}
          {tab === 'complaints' && <ComplaintsTab />}
        </Tabs>
      </Card>
    </Page>
  );
}
