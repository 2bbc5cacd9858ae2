import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useText } from '../i18n/useText';
import { Icon, type IconName } from '../ui/Icon';
import { useNativeDialog } from '../ui/Modal';
import styles from './Palette.module.css';

export interface PaletteEntry {
  id: string;
  group: string;
  title: string;
  hint?: string;
  icon: IconName;
  /** Other words it is found by. */
  words?: string;
  run: () => void;
}

interface PaletteProps {
  open: boolean;
  onClose: () => void;
  /** Pages and commands, known beforehand. */
  entries: PaletteEntry[];
  /** People and things that the server finds. */
  find: (text: string, signal: AbortSignal) => Promise<PaletteEntry[]>;
}

const pause = 140;

/** Asks the server a moment after the last key, and forgets answers that come too late. */
function useFound(text: string, find: PaletteProps['find']): PaletteEntry[] {
  const [found, setFound] = useState<PaletteEntry[]>([]);
  useEffect(() => {
    if (!text) {
      setFound([]);
      return;
    }
    const late = new AbortController();
    const timer = setTimeout(() => {
      find(text, late.signal).then(
        (entries) => !late.signal.aborted && setFound(entries),
        () => !late.signal.aborted && setFound([]),
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      late.abort();
    };
  }, [text, find]);
  return found;
}

function matches(entry: PaletteEntry, text: string): boolean {
  return `${entry.title} ${entry.words ?? ''} ${entry.hint ?? ''}`.toLowerCase().includes(text);
}

/** Ctrl+K: every page, command and person, by keyboard alone. */
export function Palette({ open, onClose, entries, find }: PaletteProps) {
  const t = useText();
  const listId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const wanted = text.trim().toLowerCase();
  const found = useFound(wanted, find);
  const shown = useMemo(() => {
    const known = wanted ? entries.filter((entry) => matches(entry, wanted)) : entries;
    return [...found, ...known];
  }, [entries, found, wanted]);
  useNativeDialog(dialog, open);
  useEffect(() => {
    if (open) setText('');
  }, [open]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text or answer starts at the top
  useEffect(() => setAt(0), [wanted, found]);
  const choose = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also ends the writing of Chinese; that one must not open anything.
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown.length > 0) {
      event.preventDefault();
      const next = (at + step + shown.length) % shown.length;
      setAt(next);
      list.current?.querySelector(`[data-at="${next}"]`)?.scrollIntoView({ block: 'nearest' });
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(shown[at]);
    }
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog, the click is only for its veil
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label={t('shell.palette.label')}
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
            <Icon name="search" />
            <input
              autoFocus
              type="text"
              role="combobox"
              aria-expanded="true"
              aria-controls={listId}
              aria-activedescendant={shown[at] ? `${listId}-${at}` : undefined}
              aria-label={t('shell.palette.label')}
              placeholder={t('shell.palette.placeholder')}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKeyDown}
            />
            <kbd>Esc</kbd>
          </div>
          <div
            ref={list}
            id={listId}
            role="listbox"
            aria-label={t('shell.palette.label')}
            className={styles.list}
          >
            <PaletteOptions listId={listId} shown={shown} at={at} onPoint={setAt} onChoose={choose} />
            {shown.length === 0 && <p className={styles.none}>{t('shell.palette.none')}</p>}
          </div>
          <div className={styles.foot} aria-hidden="true">
            <span>
              <kbd>↑</kbd> <kbd>↓</kbd> {t('shell.palette.move')}
            </span>
            <span>
              <kbd>↵</kbd> {t('shell.palette.open')}
            </span>
          </div>
        </>
      )}
    </dialog>
  );
}

interface OptionsProps {
  listId: string;
  shown: PaletteEntry[];
  at: number;
  onPoint: (at: number) => void;
  onChoose: (entry: PaletteEntry) => void;
}

function PaletteOptions({ listId, shown, at, onPoint, onChoose }: OptionsProps) {
  return shown.map((entry, index) => (
    <div key={entry.id} role="presentation">
      {entry.group !== shown[index - 1]?.group && (
        <div className={styles.group} role="presentation">
          {entry.group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox that owns the list */}
      <div
        id={`${listId}-${index}`}
        data-at={index}
        role="option"
        tabIndex={-1}
        aria-selected={index === at}
        className={styles.option}
        onMouseMove={() => onPoint(index)}
        onClick={() => onChoose(entry)}
      >
        <Icon name={entry.icon} size={16} />
        <span>{entry.title}</span>
        {entry.hint && <span className={styles.hint}>{entry.hint}</span>}
      </div>
    </div>
  ));
}
