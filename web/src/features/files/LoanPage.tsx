import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { endFileLoan, fileLoanQuery } from '../../api/files';
import type { FileLoanPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { ApprovalAside } from '../../ui/approval/ApprovalAside';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { Page, Split } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { LoanTag, useCategory } from './words';

/** One request to borrow: who asks, what for, until when, and who is asked about it. */
export function LoanPage() {
  const t = useText();
  const { loanId } = useParams({ from: '/signed-in/files/loans/$loanId' });
  const found = useQuery(fileLoanQuery(loanId));
  if (found.data) return <LoanBody found={found.data} />;
  return (
    <Page title={t('page.loan.title')}>
      <QueryState query={found} what={t('page.loan.title')}>
        {() => null}
      </QueryState>
    </Page>
  );
}

function LoanBody({ found: { loan, approval } }: { found: FileLoanPage }) {
  const t = useText();
  const format = useFormats();
  const category = useCategory();
  const end = useWrite(endFileLoan);
  return (
    <Page
      title={t('files.loan.of', { name: loan.person_name, category: category(loan.category) })}
      crumbs={[
        <Link key="loans" to="/files" search={{ tab: 'loans' }}>
          {t('page.files.title')}
        </Link>,
      ]}
      tag={<LoanTag loan={loan} />}
      actions={
        loan.may_end && (
          <Button busy={end.busy} onClick={() => void end.run(loan.id)}>
            {loan.status === 'asked' ? t('files.loan.withdraw') : t('files.loan.end')}
          </Button>
        )
      }
    >
      <ProblemNotice problem={end.problem} />
      <Split aside={<ApprovalAside approval={approval} />}>
        <Card title={t('page.loan.title')}>
          <Facts
            items={[
              [
                t('files.person'),
                <Link
                  key="person"
                  to="/people/$personId"
                  params={{ personId: loan.person_id }}
                  search={{ tab: 'files' }}
                >
                  {loan.person_name}
                </Link>,
              ],
              [t('file_loan.category'), category(loan.category)],
              [t('file_loan.borrower_id'), loan.borrower],
              [t('file_loan.reason'), loan.reason ?? t('files.withheld')],
              [t('file_loan.days'), t('files.for_days', { days: format.number(loan.days) })],
              [t('file_loan.asked_at'), format.moment(loan.asked_at)],
              loan.decided_at !== null && [t('file_loan.decided_at'), format.moment(loan.decided_at)],
              loan.expires_at !== null && [t('file_loan.expires_at'), format.moment(loan.expires_at)],
            ]}
          />
        </Card>
      </Split>
    </Page>
  );
}
