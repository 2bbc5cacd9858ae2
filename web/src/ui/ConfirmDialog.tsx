import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem';
import { useText } from '../i18n/useText';
import { Button } from './Button';
import { Dialog } from './Modal';
import { ProblemNotice } from './ProblemNotice';

/** What cannot be taken back by the next click is asked first: what it does, and the same word on the button. */
export function ConfirmDialog({
  title,
  children,
  danger,
  busy,
  problem,
  onConfirm,
  onClose,
}: {
  title: string;
  children: ReactNode;
  danger?: boolean;
  busy: boolean;
  problem: ApiProblem | null;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const t = useText();
  return (
    <Dialog open title={title} onClose={onClose}>
      <div className="stack">
        <p>{children}</p>
        <ProblemNotice problem={problem} />
        <div className="row">
          <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {title}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
