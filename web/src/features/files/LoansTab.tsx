import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { endFileLoan, fileLoansQuery } from '../../api/files';
import type { FileLoanView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { CutNote } from '../../ui/CutNote';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { DataTable } from '../../ui/table/DataTable';
import { LoanTag, useCategory } from './words';

/** Who asked to see what, until when. */
export function LoansTab() {
  const t = useText();
  const loans = useQuery(fileLoansQuery);
  return (
    <QueryState query={loans} what={t('files.tab.loans')}>
      {(data) =>
        data.items.length === 0 ? (
          <Empty title={t('files.no_loans')}>{t('files.no_loans.body')}</Empty>
        ) : (
          <div className="stack">
            <Loans loans={data.items} />
            <CutNote more={data.more} shown={data.items.length} />
          </div>
        )
      }
    </QueryState>
  );
}

function Loans({ loans }: { loans: FileLoanView[] }) {
  const t = useText();
  const format = useFormats();
  const category = useCategory();
  const end = useWrite(endFileLoan);
  return (
    <div className="stack">
      <ProblemNotice problem={end.problem} />
      <Card flush>
        <DataTable
          label={t('files.tab.loans')}
          rows={loans}
          rowKey={(loan) => loan.id}
          columns={[
            {
              key: 'what',
              title: t('files.lent_what'),
              width: 'minmax(150px, 1.6fr)',
              phone: 'lead',
              cell: (loan) => (
                <Link to="/files/loans/$loanId" params={{ loanId: loan.id }}>
                  {format.parts([loan.person_name, category(loan.category)])}
                </Link>
              ),
            },
            {
              key: 'borrower',
              title: t('file_loan.borrower_id'),
              width: 'minmax(90px, 1fr)',
              cell: (loan) => loan.borrower,
            },
            {
              key: 'reason',
              title: t('file_loan.reason'),
              width: 'minmax(140px, 1.6fr)',
              phone: 'line',
              cell: (loan) => loan.reason ?? '—',
            },
            {
              key: 'until',
              title: t('file_loan.expires_at'),
              width: '130px',
              cell: (loan) =>
                loan.expires_at
                  ? format.moment(loan.expires_at)
                  : t('files.for_days', { days: format.number(loan.days) }),
            },
            {
              key: 'status',
              title: t('people.status'),
              width: '92px',
              phone: 'side',
              cell: (loan) => <LoanTag loan={loan} />,
            },
            {
              key: 'end',
              title: <span className="visually-hidden">{t('files.loan.actions')}</span>,
              width: '92px',
              cell: (loan) =>
                loan.may_end && (
                  <TextButton plain onClick={() => void end.run(loan.id)}>
                    {loan.status === 'asked' ? t('files.loan.withdraw') : t('files.loan.end')}
                  </TextButton>
                ),
            },
          ]}
        />
      </Card>
    </div>
  );
}
