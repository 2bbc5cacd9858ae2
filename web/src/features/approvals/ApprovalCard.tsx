import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { decideApproval } from '../../api/approvals';
import { useCatalogue } from '../../api/organisation';
import type { ApprovalView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { ApprovalTrail } from '../../ui/approval/ApprovalTrail';
import { ChangeLines } from '../../ui/approval/ChangeLines';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { places } from './places';
import { RefuseDialog } from './RefuseDialog';

const tones = { pending: 'info', approved: 'good', refused: 'bad', withdrawn: 'neutral' } as const;

/** One matter: what would change, who is asked, and the answer. */
export function ApprovalCard({ approval }: { approval: ApprovalView }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const asked = approval.asked_by
    ? t('approvals.asked_by', { name: approval.asked_by, at: format.moment(approval.asked_at) })
    : t('approvals.asked_at', { at: format.moment(approval.asked_at) });
  const about = both(approval.title);
  const name = approval.person?.full_name;
  const title = !name || about.includes(name) ? about : t('approvals.titled', { name, title: about });
  return (
    <Card
      title={title}
      note={format.parts([asked, approval.due_at && t('flow.due', { at: format.deadline(approval.due_at) })])}
      extra={<Tag tone={tones[approval.state]}>{t(`approvals.state.${approval.state}`)}</Tag>}
    >
      <div className="stack">
        {approval.lines.length > 0 && <ChangeLines lines={approval.lines} label={title} nameOf={nameOf} />}
        <ApprovalTrail approval={approval} />
        <Answer approval={approval} />
      </div>
    </Card>
  );
}

function Answer({ approval }: { approval: ApprovalView }) {
  const t = useText();
  const both = useBilingual();
  const toast = useToast();
  const router = useRouter();
  const [refusing, setRefusing] = useState(false);
  const approve = useWrite(decideApproval, () =>
    toast({ text: t('approvals.approved', { title: both(approval.title) }) }),
  );
  const place = places[approval.about];
  return (
    <>
      <ProblemNotice problem={approve.problem} />
      <div className="row">
        {approval.mine && (
          <>
            <Button
              look="primary"
              icon="check"
              busy={approve.busy}
              onClick={() => approve.run(approval.id, true, null)}
            >
              {t('approvals.approve')}
            </Button>
            <Button onClick={() => setRefusing(true)}>{t('approvals.refuse')}</Button>
          </>
        )}
        {place && (
          <Button look="quiet" onClick={() => router.history.push(place(approval.about_id))}>
            {t('approvals.open')}
          </Button>
        )}
      </div>
      <RefuseDialog approval={approval} open={refusing} onClose={() => setRefusing(false)} />
    </>
  );
}
