import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay, useSession } from '../../api/session';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Page } from '../../ui/Page';
import { Tabs } from '../../ui/Tabs';
import { ArticlesTab } from './ArticlesTab';
import { ProofsTab } from './ProofsTab';
import { QuestionsTab } from './QuestionsTab';
import { QueueTab } from './QueueTab';
import { deskTabs } from './tabs';

/** The service desk: questions, proofs by self-service, the knowledge base; for HR also the queue. */
export function DeskPage() {
  const t = useText();
  const may = useMay();
  const { person_id } = useSession();
  const search = useSearch({ from: '/signed-in/desk' });
  const navigate = useNavigate({ from: '/desk' });
  const own = person_id !== null;
  const tabs = deskTabs.filter((tab) => {
    if (tab === 'queue') return may('desk.work');
    return tab === 'articles' || own;
  });
  const tab = tabs.find((one) => one === search.tab) ?? tabs[0] ?? 'articles';
  return (
    <Page title={t('page.desk.title')} sub={t('page.desk.sub')}>
      <Card flush>
        <Tabs
          label={t('page.desk.title')}
          items={tabs.map((key) => ({ key, title: t(`desk.tab.${key}`) }))}
          value={tab}
          onChange={(next) => navigate({ search: { tab: next }, replace: true })}
        >
          {tab === 'questions' && <QuestionsTab />}
          {tab === 'queue' && <QueueTab />}
          {tab === 'proofs' && <ProofsTab />}
          {tab === 'articles' && <ArticlesTab />}
        </Tabs>
      </Card>
    </Page>
  );
}
