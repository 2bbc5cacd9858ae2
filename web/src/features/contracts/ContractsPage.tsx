import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { contractSummaryQuery } from '../../api/contracts';
import { useSession } from '../../api/session';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Page } from '../../ui/Page';
import { Tabs } from '../../ui/Tabs';
import { BondsTab } from './BondsTab';
import { ContractFilters } from './ContractFilters';
import styles from './contracts.module.css';
import { DuesTab } from './DuesTab';
import { NoncompetesTab } from './NoncompetesTab';
import { RenewalsTab } from './RenewalsTab';
import { StructureTab } from './StructureTab';
import { type ContractTab, contractTabs, warningDues } from './tabs';

/** The desk of contracts: what needs an eye, by which article, until when. */
export function ContractsPage() {
  const t = useText();
  const format = useFormats();
  const { today } = useSession();
  const search = useSearch({ from: '/signed-in/contracts' });
  const navigate = useNavigate({ from: '/contracts' });
  const summary = useQuery(contractSummaryQuery(search));
  const tab = search.tab ?? 'warnings';
  const counts = summary.data?.counts ?? [];
  const countOf = (due: string) => counts.find((count) => count.due === due)?.count ?? 0;
  const tabCount: Partial<Record<ContractTab, number>> = {
    warnings: warningDues.reduce((sum, due) => sum + countOf(due), 0),
    ending: countOf('ending'),
    unsigned: countOf('unsigned'),
  };
  const listed = tab === 'warnings' || tab === 'ending' || tab === 'unsigned';
  return (
    <Page title={t('page.contracts.title')} sub={t('page.contracts.sub')}>
      {(listed || tab === 'structure') && (
        <ContractFilters
          filter={search}
          today={today}
          narrow={!listed}
          onChange={(filter) => navigate({ search: { ...search, ...filter }, replace: true })}
        />
      )}
      <Card flush>
        <Tabs
          label={t('page.contracts.title')}
          items={contractTabs.map((key) => ({
            key,
            title: (
              <>
                {t(`contracts.tab.${key}`)}
                {tabCount[key] ? <span className={styles.count}>{format.number(tabCount[key])}</span> : null}
              </>
            ),
          }))}
          value={tab}
          onChange={(next) =>
            navigate({ search: { ...search, tab: next === 'warnings' ? undefined : next }, replace: true })
          }
        >
          {listed && <DuesTab tab={tab} counts={counts} ending={summary.data} />}
          {tab === 'renewals' && <RenewalsTab />}
          {tab === 'noncompetes' && <NoncompetesTab />}
          {tab === 'bonds' && <BondsTab />}
          {tab === 'structure' && <StructureTab asOf={search.as_of} />}
        </Tabs>
      </Card>
    </Page>
  );
}
