import { type ReactNode, useState } from 'react';
import { asProblem } from '../api/problem';
import { useText } from '../i18n/useText';
import { TextButton } from './Button';
import styles from './Hidden.module.css';
import { Icon } from './Icon';
import { useToast } from './Toast';

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

/** A delicate value behind a mask. Revealing asks the server, which writes it down. */
export function Masked({ mask = '••••••', reveal }: { mask?: string; reveal: () => Promise<string> }) {
  const t = useText();
  const toast = useToast();
  const [value, setValue] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    try {
      setValue(await reveal());
    } catch (error) {
      toast({ text: asProblem(error).message, bad: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <span className={styles.masked}>
      <span aria-live="polite">{value ?? mask}</span>
      {value === null ? (
        <TextButton plain className="small" onClick={show} disabled={busy} title={t('ui.reveal.audited')}>
          {t('ui.reveal')}
        </TextButton>
      ) : (
        <TextButton plain className="small" onClick={() => setValue(null)}>
          {t('ui.conceal')}
        </TextButton>
      )}
    </span>
  );
}
