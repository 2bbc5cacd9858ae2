import { useState } from 'react';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useAct } from '../../ui/useAct';

/** Something that is done with a reason; the reason stands in the trail. */
export function ReasonDrawer({
  title,
  note,
  send,
  onClose,
}: {
  title: string;
  note: string;
  send: (reason: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useText();
  const [reason, setReason] = useState('');
  const act = useAct(send, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={title}
      submit={t('contracts.confirm')}
      onSubmit={() => act.submit(reason.trim().length > 1, reason.trim())}
    >
      <Notice>{note}</Notice>
      <TextArea
        label={t('ui.reason')}
        value={reason}
        rows={3}
        error={act.errorAt('reason', reason.trim().length < 2)}
        onChange={setReason}
        required
      />
    </FormDrawer>
  );
}
