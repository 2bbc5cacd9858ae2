import { useState } from 'react';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import type { ButtonLook } from '../../ui/Button';
import { FormDrawer } from '../../ui/FormDrawer';
import { TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';

/** An act that needs nothing but a reason. */
export function ReasonDrawer({ open, ...rest }: ReasonProps & { open: boolean }) {
  return open ? <ReasonForm {...rest} /> : null;
}

interface ReasonProps {
  title: string;
  note?: string;
  submit: string;
  label: string;
  look?: ButtonLook;
  send: (reason: string) => Promise<unknown>;
  onClose: () => void;
  onDone?: () => void;
}

function ReasonForm({ title, note, submit, label, look, send, onClose, onDone }: ReasonProps) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(send, () => {
    onDone?.();
    onClose();
  });
  const short = reason.trim().length < 2;
  return (
    <FormDrawer
      open
      title={title}
      submit={submit}
      look={look}
      busy={write.busy}
      problem={write.problem}
      onSubmit={() => {
        setTried(true);
        if (!short) void write.run(reason.trim());
      }}
      onClose={onClose}
    >
      {note && <Notice>{note}</Notice>}
      <TextArea
        required
        label={label}
        value={reason}
        error={tried && short ? t('ui.field.missing') : null}
        onChange={setReason}
      />
    </FormDrawer>
  );
}
