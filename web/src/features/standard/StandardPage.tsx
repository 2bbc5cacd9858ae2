import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMay } from '../../api/session';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Page } from '../../ui/Page';
import { NoAccess } from '../../ui/states';
import { Tabs } from '../../ui/Tabs';
import { Across } from './Across';
import { Audits } from './Audits';
import { Codes } from './Codes';
import { Duplicates } from './Duplicates';
import { NumberRules } from './NumberRules';
import { Quality } from './Quality';
import { type StandardTab, standardTabs } from './tabs';

const parts: Record<StandardTab, () => React.ReactNode> = {
  numbers: NumberRules,
  codes: Codes,
  duplicates: Duplicates,
  quality: Quality,
  audits: Audits,
  query: Across,
};

/** The group's data standard: numbers, codes, persons, quality, audits, questions. */
export function StandardPage() {
  const t = useText();
  const may = useMay();
  const search = useSearch({ from: '/signed-in/standard' });
  const navigate = useNavigate({ from: '/standard' });
  const open = standardTabs.filter((tab) => may(tab.permission));
  const tab = open.find((item) => item.key === search.tab)?.key ?? open[0]?.key;
  const Part = tab && parts[tab];
  return (
    <Page title={t('page.standard.title')} sub={t('page.standard.sub')}>
      {tab && Part ? (
        <Card flush>
          <Tabs
            label={t('page.standard.title')}
            items={open.map(({ key }) => ({ key, title: t(`standard.tab.${key}`) }))}
            value={tab}
            onChange={(next) => navigate({ search: { tab: next }, replace: true })}
          >
            <Part />
          </Tabs>
        </Card>
      ) : (
        <NoAccess permission="standard.read" />
      )}
    </Page>
  );
}
