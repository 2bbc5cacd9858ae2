import { type ReactNode, useState } from 'react';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, TextArea } from '../../ui/fields';
import { useToast } from '../../ui/Toast';

/** An act that needs nothing but a reason, and at most one yes or no. */
export function ReasonDrawer({
  open,
  title,
  note,
  choice,
  send,
  onClose,
}: {
  open: boolean;
  title: string;
  note: ReactNode;
  choice?: string;
  send: (reason: string, chosen: boolean) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState(false);
  const [tried, setTried] = useState(false);
  const write = useWrite(send, () => {
    toast({ text: t('ui.saved') });
    setReason('');
    setTried(false);
    onClose();
  });
  return (
    <FormDrawer
      open={open}
      title={title}
      submit={title}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (reason.trim()) void write.run(reason.trim(), chosen);
      }}
    >
      <p>{note}</p>
      <TextArea
        label={t('ui.reason')}
        value={reason}
        rows={3}
        error={tried && !reason.trim() ? t('ui.field.missing') : null}
        onChange={setReason}
        required
      />
      {choice && <Checkbox label={choice} checked={chosen} onChange={setChosen} />}
    </FormDrawer>
  );
}
