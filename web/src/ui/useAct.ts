import { useState } from 'react';
import { useWrite } from '../api/useWrite';
import { useText } from '../i18n/useText';
import { useToast } from './Toast';

/** What forms in drawers share: a write that says it was saved and closes, and where its refusals stand. */
export function useAct<A extends unknown[]>(send: (...args: A) => Promise<unknown>, onClose: () => void) {
  const t = useText();
  const toast = useToast();
  const [tried, setTried] = useState(false);
  const write = useWrite(send, () => {
    toast({ text: t('ui.saved') });
    setTried(false);
    onClose();
  });
  const errorAt = (field: string, empty = false) => {
    if (write.problem?.field === field) return write.problem.message;
    return tried && empty ? t('ui.field.missing') : null;
  };
  return {
    errorAt,
    /** Sends when nothing is missing. */
    submit: (complete: boolean, ...args: A) => {
      setTried(true);
      if (complete) void write.run(...args);
    },
    form: { busy: write.busy, problem: write.problem, onClose },
  };
}
