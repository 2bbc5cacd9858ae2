import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { disciplineCaseQuery } from '../../api/conduct';
import { useText } from '../../i18n/useText';
import { ApprovalAside } from '../../ui/approval/ApprovalAside';
import { Card } from '../../ui/Card';
import { Page, Split } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { DisciplineItem } from './DisciplineItem';

/** One disciplinary case with its steps, and who is asked about it. */
export function DisciplinePage() {
  const t = useText();
  const { disciplineId } = useParams({ from: '/signed-in/conduct/discipline/$disciplineId' });
  const found = useQuery(disciplineCaseQuery(disciplineId));
  return (
    <Page
      title={
        found.data
          ? t('conduct.discipline.of', { name: found.data.measure.person.full_name })
          : t('page.discipline.title')
      }
      sub={t('conduct.discipline.note')}
      crumbs={[
        <Link key="cases" to="/conduct" search={{ tab: 'discipline' }}>
          {t('page.conduct.title')}
        </Link>,
      ]}
    >
      <QueryState query={found} what={t('page.discipline.title')}>
        {({ measure, approval }) => (
          <Split aside={<ApprovalAside approval={approval} />}>
            <Card title={t('page.discipline.title')}>
              <DisciplineItem item={measure} manages />
            </Card>
          </Split>
        )}
      </QueryState>
    </Page>
  );
}
