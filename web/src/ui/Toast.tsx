import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useText } from '../i18n/useText';
import { Icon } from './Icon';
import styles from './Toast.module.css';

export interface ToastMessage {
  text: string;
  /** Offered for ten seconds. The write must be reversible by this call. */
  undo?: () => void | Promise<void>;
  bad?: boolean;
}

interface ShownToast extends ToastMessage {
  id: number;
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined);

/** Says what just happened, in one line, and offers to take it back. */
export function useToast() {
  return useContext(ToastContext);
}

const plainSeconds = 5;
const undoSeconds = 10;

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<ShownToast[]>([]);
  const next = useRef(1);
  const show = useCallback((message: ToastMessage) => {
    setShown((before) => [...before.slice(-2), { ...message, id: next.current++ }]);
  }, []);
  const drop = useCallback(
    (id: number) => setShown((before) => before.filter((toast) => toast.id !== id)),
    [],
  );
  return (
    <ToastContext value={show}>
      {children}
      <div className={styles.region} role="status" aria-live="polite">
        {shown.map((toast) => (
          <ToastLine key={toast.id} toast={toast} onGone={drop} />
        ))}
      </div>
    </ToastContext>
  );
}

function ToastLine({ toast, onGone }: { toast: ShownToast; onGone: (id: number) => void }) {
  const t = useText();
  const [left, setLeft] = useState(toast.undo ? undoSeconds : plainSeconds);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    if (left <= 0) {
      onGone(toast.id);
      return;
    }
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left, held, onGone, toast.id]);
  // The clock stands still while the reader is at the line.
  const hold = useMemo(
    () => ({
      onMouseEnter: () => setHeld(true),
      onMouseLeave: () => setHeld(false),
      onFocus: () => setHeld(true),
      onBlur: () => setHeld(false),
    }),
    [],
  );
  const undo = async () => {
    onGone(toast.id);
    await toast.undo?.();
  };
  return (
    <div className={styles.toast} {...hold}>
      <Icon name={toast.bad ? 'warning' : 'check'} size={16} />
      <span>{toast.text}</span>
      {toast.undo ? (
        <button type="button" onClick={undo}>
          {t('ui.toast.undo', { seconds: left })}
        </button>
      ) : (
        <button type="button" onClick={() => onGone(toast.id)} aria-label={t('action.close')}>
          <Icon name="close" size={16} />
        </button>
      )}
    </div>
  );
}
