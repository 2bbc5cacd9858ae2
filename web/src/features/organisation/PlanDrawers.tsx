import { useState } from 'react';
import { editReorganisation, withdrawReorganisation } from '../../api/reorganisations';
import type { ReorganisationView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, DateField, TextArea, TextField } from '../../ui/fields';
import { useToast } from '../../ui/Toast';

interface DrawerProps {
  plan: ReorganisationView;
  onClose: () => void;
}

/** Title, day and reason of a draft. */
export function EditPlanDrawer({ plan, onClose }: DrawerProps) {
  const t = useText();
  const toast = useToast();
  const [title, setTitle] = useState(plan.title);
  const [day, setDay] = useState<string | null>(plan.effective_on);
  const [note, setNote] = useState(plan.note);
  const write = useWrite(editReorganisation, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  return (
    <FormDrawer
      open
      title={t('plan.edit')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        if (day)
          void write.run(plan.id, { version: plan.version, title: title.trim(), effective_on: day, note });
      }}
    >
      <TextField required label={t('reorganisation.title')} value={title} onChange={setTitle} />
      <DateField required label={t('reorganisation.effective_on')} value={day} onChange={setDay} />
      <TextArea label={t('plan.note')} value={note} onChange={setNote} />
    </FormDrawer>
  );
}

/** Taking a reorganisation back: to change it, or for good. */
export function WithdrawDrawer({ plan, onClose }: DrawerProps) {
  const t = useText();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [toDraft, setToDraft] = useState(plan.state !== 'draft');
  const [tried, setTried] = useState(false);
  const write = useWrite(withdrawReorganisation, () => {
    toast({ text: t('plan.withdrawn') });
    onClose();
  });
  return (
    <FormDrawer
      open
      title={t('plan.withdraw')}
      submit={t('plan.withdraw')}
      look="danger"
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (reason.trim()) void write.run(plan.id, reason.trim(), toDraft);
      }}
    >
      <TextArea
        required
        label={t('ui.reason')}
        value={reason}
        error={tried && !reason.trim() ? t('ui.field.missing') : null}
        onChange={setReason}
      />
      {plan.state !== 'draft' && (
        <Checkbox label={t('plan.withdraw.to_draft')} checked={toDraft} onChange={setToDraft} />
      )}
    </FormDrawer>
  );
}
