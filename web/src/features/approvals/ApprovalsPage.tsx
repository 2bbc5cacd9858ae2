import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { approvalsQuery } from '../../api/approvals';
import { useText } from '../../i18n/useText';
import { Chips } from '../../ui/Chips';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { ApprovalCard } from './ApprovalCard';
import { approvalSelections } from './selections';

/** What waits for the reader's yes or no; what the reader asked for; what the reader answered. */
export function ApprovalsPage() {
  const t = useText();
  const selection = useSearch({ from: '/signed-in/approvals' }).show ?? 'mine';
  const navigate = useNavigate({ from: '/approvals' });
  const approvals = useQuery(approvalsQuery(selection));
  return (
    <Page title={t('page.approvals.title')} sub={t('page.approvals.sub')}>
      <Chips
        label={t('page.approvals.title')}
        value={selection}
        onChange={(next) => navigate({ search: { show: next === 'mine' ? undefined : next }, replace: true })}
        items={approvalSelections.map((key) => ({
          key,
          title: t(`approvals.selection.${key}`),
          count: key === selection ? approvals.data?.items.length : null,
        }))}
      />
      <QueryState query={approvals} what={t('page.approvals.title')}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={t(`approvals.none.${selection}`)}>{t(`approvals.none.${selection}.body`)}</Empty>
          ) : (
            <>
              {data.items.map((approval) => (
                <ApprovalCard key={approval.id} approval={approval} />
              ))}
              {data.more && <p className="muted small">{t('approvals.more')}</p>}
            </>
          )
        }
      </QueryState>
    </Page>
  );
}
