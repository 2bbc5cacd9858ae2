import { type FormEvent, type ReactNode, useId } from 'react';
import type { ApiProblem } from '../api/problem';
import { useText } from '../i18n/useText';
import { Button, type ButtonLook } from './Button';
import { Drawer } from './Modal';
import { ProblemNotice } from './ProblemNotice';

interface FormDrawerProps {
  open: boolean;
  title: string;
  /** What the button that sends says. */
  submit: string;
  look?: ButtonLook;
  busy: boolean;
  problem: ApiProblem | null;
  wide?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A panel with a form: a refusal first, the fields, and at the foot the way out and the way on. */
export function FormDrawer({
  open,
  title,
  submit,
  look = 'primary',
  busy,
  problem,
  wide,
  onSubmit,
  onClose,
  children,
}: FormDrawerProps) {
  const t = useText();
  const id = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    // A drawer inside another form must not send that one too.
    event.stopPropagation();
    onSubmit();
  };
  return (
    <Drawer
      open={open}
      title={title}
      wide={wide}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form={id} look={look} busy={busy}>
            {submit}
          </Button>
        </>
      }
    >
      <form id={id} className="stack" onSubmit={send} noValidate>
        <ProblemNotice problem={problem} />
        {children}
      </form>
    </Drawer>
  );
}
