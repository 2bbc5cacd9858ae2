import { type FormEvent, useState } from 'react';
import { decideApproval } from '../../api/approvals';
import type { ApprovalView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { TextArea } from '../../ui/fields';
import { Dialog } from '../../ui/Modal';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';

/** A no needs a reason, which whoever asked will read. */
export function RefuseDialog({
  approval,
  open,
  onClose,
}: {
  approval: ApprovalView;
  open: boolean;
  onClose: () => void;
}) {
  const t = useText();
  const both = useBilingual();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(decideApproval, () => {
    toast({ text: t('approvals.refused', { title: both(approval.title) }) });
    onClose();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) void write.run(approval.id, false, reason.trim());
  };
  return (
    <Dialog open={open} title={t('approvals.refuse')} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{both(approval.title)}</p>
        <ProblemNotice problem={write.problem} />
        <TextArea
          label={t('ui.reason')}
          value={reason}
          rows={3}
          error={tried && !reason.trim() ? t('ui.field.missing') : null}
          onChange={setReason}
          required
        />
        <div className="row">
          <Button type="submit" look="primary" busy={write.busy}>
            {t('approvals.refuse')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
