import { type FormEvent, type ReactNode, useState } from 'react';
import { type ApiProblem, asProblem } from '../api/problem';
import { useText } from '../i18n/useText';
import { Button, TextButton } from './Button';
import { TextField } from './fields';
import styles from './Hidden.module.css';
import { Icon } from './Icon';
import { Dialog } from './Modal';
import { ProblemNotice } from './ProblemNotice';

/** A value the reader may not see. It is said, so that nobody takes it for an empty field. */
export function Redacted({ compact }: { compact?: boolean }) {
  const t = useText();
  return (
    <span className={styles.hidden} title={t('ui.redacted.why')}>
      <Icon name="lock" size={12} />
      {compact ? <span className="visually-hidden">{t('ui.redacted')}</span> : t('ui.redacted')}
    </span>
  );
}

/** Shows the value, or that it is withheld. */
export function Shown({
  name,
  redacted,
  children,
}: {
  name: string;
  redacted: readonly string[] | undefined;
  children: ReactNode;
}) {
  return redacted?.includes(name) ? <Redacted /> : children;
}

interface MaskedProps {
  /** What is asked before revealing. */
  label: string;
  mask?: string;
  /** Asks the server, which writes down who looked and why. */
  reveal: (reason: string) => Promise<string>;
}

/** A delicate value behind a mask; it opens for a reason and can be covered again. */
export function Masked({ label, mask = '••••••', reveal }: MaskedProps) {
  const t = useText();
  const [value, setValue] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  return (
    <span className={styles.masked}>
      <span aria-live="polite">{value ?? mask}</span>
      {value === null ? (
        <TextButton plain className="small" onClick={() => setAsking(true)}>
          {t('ui.reveal')}
        </TextButton>
      ) : (
        <TextButton plain className="small" onClick={() => setValue(null)}>
          {t('ui.conceal')}
        </TextButton>
      )}
      <Dialog open={asking} title={label} onClose={() => setAsking(false)}>
        <ReasonForm
          onCancel={() => setAsking(false)}
          onReason={async (reason) => {
            setValue(await reveal(reason));
            setAsking(false);
          }}
        />
      </Dialog>
    </span>
  );
}

function ReasonForm({
  onReason,
  onCancel,
}: {
  onReason: (reason: string) => Promise<void>;
  onCancel: () => void;
}) {
  const t = useText();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!reason.trim()) return;
    setBusy(true);
    try {
      await onReason(reason.trim());
    } catch (error) {
      setProblem(asProblem(error));
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{t('ui.reveal.audited')}</p>
      <ProblemNotice problem={problem} />
      <TextField
        label={t('ui.reason')}
        value={reason}
        onChange={setReason}
        error={tried && !reason.trim() ? t('ui.field.missing') : null}
        required
        autoFocus
      />
      <div className="row">
        <Button type="submit" look="primary" busy={busy}>
          {t('ui.reveal')}
        </Button>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
