import { useState } from 'react';
import { decideWithdrawal } from '../../api/offboarding';
import type { OffboardingPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { FormDrawer } from '../../ui/FormDrawer';
import { RadioGroup, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';

/** A request to take the resignation back waits for the employer's answer; until then nothing changes. */
export function WithdrawalNotice({ page }: { page: OffboardingPage }) {
  const t = useText();
  const [deciding, setDeciding] = useState(false);
  if (page.withdrawal !== 'requested') return null;
  return (
    <>
      <Notice
        tone="warn"
        icon="warning"
        title={t('offboarding.withdrawal.title')}
        action={
          page.actions.includes('decide_withdrawal') && (
            <Button size="small" onClick={() => setDeciding(true)}>
              {t('offboarding.withdrawal.decide')}
            </Button>
          )
        }
      >
        {t('offboarding.withdrawal.body')}
      </Notice>
      <DecisionDrawer page={page} open={deciding} onClose={() => setDeciding(false)} />
    </>
  );
}

function DecisionDrawer({
  page,
  open,
  onClose,
}: {
  page: OffboardingPage;
  open: boolean;
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const [decision, setDecision] = useState<'consent' | 'refuse' | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(decideWithdrawal, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  const submit = () => {
    setTried(true);
    if (decision && reason.trim()) void write.run(page.id, decision === 'consent', reason.trim());
  };
  return (
    <FormDrawer
      open={open}
      title={t('offboarding.withdrawal.decide')}
      submit={t('offboarding.withdrawal.submit')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      {page.withdrawal_reason && (
        <p>{t('offboarding.withdrawal.said', { reason: page.withdrawal_reason })}</p>
      )}
      <RadioGroup
        label={t('offboarding.withdrawal.decision')}
        value={decision}
        onChange={setDecision}
        choices={[
          {
            value: 'consent',
            title: t('offboarding.withdrawal.consent'),
            note: t('offboarding.withdrawal.consent.note'),
          },
          {
            value: 'refuse',
            title: t('offboarding.withdrawal.refuse'),
            note: t('offboarding.withdrawal.refuse.note'),
          },
        ]}
      />
      {tried && !decision && (
        <Notice tone="bad" icon="warning" live>
          {t('ui.field.missing')}
        </Notice>
      )}
      <TextArea
        label={t('ui.reason')}
        value={reason}
        rows={3}
        error={tried && !reason.trim() ? t('ui.field.missing') : null}
        onChange={setReason}
        required
      />
    </FormDrawer>
  );
}
