import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { useText } from '../i18n/useText';
import { IconButton } from './Button';
import { cx } from './cx';
import styles from './Modal.module.css';

interface ModalProps {
  open: boolean;
  title: ReactNode;
  onClose: () => void;
  foot?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A panel at the right edge for details and forms; the page stays where it was. */
export function Drawer(props: ModalProps) {
  return <Modal {...props} className={styles.drawer} />;
}

/** A question that must be answered before going on. */
export function Dialog(props: ModalProps) {
  return <Modal {...props} className={styles.dialog} />;
}

/** Opens and closes a native dialog, which keeps the focus inside and gives it back. */
export function useNativeDialog(ref: RefObject<HTMLDialogElement | null>, open: boolean) {
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [ref, open]);
}

function Modal({
  open,
  title,
  onClose,
  foot,
  wide,
  className,
  children,
}: ModalProps & { className: string | undefined }) {
  const t = useText();
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useNativeDialog(ref, open);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog, the click is only for its veil
    <dialog
      ref={ref}
      className={cx(className, wide && styles.wide)}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {open && (
        <>
          <div className={styles.head}>
            <IconButton icon="close" label={t('action.close')} onClick={onClose} />
            <h2 id={id}>{title}</h2>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
          <div className={styles.body} tabIndex={0}>
            {children}
          </div>
          {foot && <div className={styles.foot}>{foot}</div>}
        </>
      )}
    </dialog>
  );
}
