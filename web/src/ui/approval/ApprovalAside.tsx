import type { ApprovalView } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Card } from '../Card';
import { ApprovalTrail } from './ApprovalTrail';

/** Who is asked about the record of a page, and what they said; nothing before anybody was asked. */
export function ApprovalAside({ approval }: { approval: ApprovalView | null }) {
  const t = useText();
  if (!approval) return null;
  return (
    <Card title={t('approvals.steps')}>
      <ApprovalTrail approval={approval} />
    </Card>
  );
}
