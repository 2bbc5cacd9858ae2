import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { awardQuery } from '../../api/conduct';
import { useCatalogue } from '../../api/organisation';
import type { AwardPage as AwardAndQuestion } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { ApprovalAside } from '../../ui/approval/ApprovalAside';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { Shown } from '../../ui/Hidden';
import { Page, Split } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { AwardTag } from './states';

/** One award, and who is asked about it. */
export function AwardPage() {
  const t = useText();
  const { awardId } = useParams({ from: '/signed-in/conduct/awards/$awardId' });
  const found = useQuery(awardQuery(awardId));
  if (found.data) return <AwardBody found={found.data} />;
  return (
    <Page title={t('page.award.title')}>
      <QueryState query={found} what={t('page.award.title')}>
        {() => null}
      </QueryState>
    </Page>
  );
}

function AwardBody({ found: { award, approval } }: { found: AwardAndQuestion }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  return (
    <Page
      title={t('conduct.award.of', { name: award.person.full_name, title: award.title })}
      crumbs={[
        <Link key="awards" to="/conduct" search={{ tab: 'awards' }}>
          {t('page.conduct.title')}
        </Link>,
      ]}
      tag={<AwardTag state={award.state} />}
    >
      <Split aside={<ApprovalAside approval={approval} />}>
        <Card title={t('page.award.title')}>
          <Facts
            items={[
              [
                t('person.full_name'),
                <Link key="person" to="/people/$personId" params={{ personId: award.person.id }}>
                  {award.person.full_name}
                </Link>,
              ],
              [t('award.kind'), nameOf('award_kind', award.kind)],
              [t('award.title'), award.title],
              [
                t('award.amount'),
                <Shown key="amount" name="amount_fen" redacted={award.redacted}>
                  {award.amount_fen ? format.money(award.amount_fen) : t('conduct.award.honour')}
                </Shown>,
              ],
              [t('award.day'), format.day(award.day)],
            ]}
          />
        </Card>
      </Split>
    </Page>
  );
}
