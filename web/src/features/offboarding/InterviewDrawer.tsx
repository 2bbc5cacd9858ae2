import { useState } from 'react';
import { recordExitInterview } from '../../api/offboarding';
import { useCatalogue } from '../../api/organisation';
import type { OffboardingPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { SelectField, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';

/** The exit interview: one coded reason, and what the person agreed to have written down. */
export function InterviewDrawer({
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
  const { choices } = useCatalogue();
  const [reason, setReason] = useState<string | null>(page.reason);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(recordExitInterview, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  const refused = write.problem?.field === 'reason' ? write.problem.message : null;
  return (
    <FormDrawer
      open={open}
      title={t('offboarding.action.exit_interview')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (reason) void write.run(page.id, reason, note.trim() || null);
      }}
    >
      <Notice>{t('offboarding.interview.note')}</Notice>
      <SelectField
        label={t('offboarding.exit_reason')}
        value={reason}
        options={choices('exit_reason')}
        error={refused ?? (tried && !reason ? t('ui.field.missing') : null)}
        onChange={setReason}
        required
      />
      <TextArea
        label={t('offboarding.interview.said')}
        hint={t('offboarding.interview.said.hint')}
        value={note}
        rows={5}
        onChange={setNote}
      />
    </FormDrawer>
  );
}
