import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../../i18n/useText';
import { Field, type FieldProps, type InputIds } from './Field';
import styles from './fields.module.css';

export interface Pick {
  id: string;
  title: string;
  hint?: string;
}

interface PickFieldProps extends FieldProps {
  value: Pick | null;
  onChange: (pick: Pick | null) => void;
  /** Asks for things by name, pinyin or number. */
  find: (text: string, signal: AbortSignal) => Promise<Pick[]>;
}

/** One person, unit or other record out of many, found by typing. */
export function PickField({ value, onChange, find, ...rest }: PickFieldProps) {
  return (
    <Field {...rest}>
      {(ids) => (
        <PickInput ids={ids} value={value} onChange={onChange} find={find} disabled={rest.disabled} />
      )}
    </Field>
  );
}

function useHits(text: string | null, find: PickFieldProps['find']): Pick[] | null {
  const [hits, setHits] = useState<Pick[] | null>(null);
  useEffect(() => {
    setHits(null);
    if (text === null) return;
    const late = new AbortController();
    const timer = setTimeout(() => {
      find(text, late.signal).then(
        (found) => !late.signal.aborted && setHits(found),
        () => !late.signal.aborted && setHits([]),
      );
    }, 140);
    return () => {
      clearTimeout(timer);
      late.abort();
    };
  }, [text, find]);
  return hits;
}

function PickInput({
  ids,
  value,
  onChange,
  find,
  disabled,
}: Omit<PickFieldProps, 'label'> & { ids: InputIds }) {
  const t = useText();
  const listId = useId();
  const [text, setText] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const hits = useHits(text, find);
  const open = text !== null && hits !== null;
  const input = useRef<HTMLInputElement>(null);
  // What was taken is replaced by what is typed next.
  useEffect(() => {
    if (text === null && document.activeElement === input.current) input.current?.select();
  }, [text]);
  const take = (pick: Pick | undefined) => {
    if (!pick) return;
    onChange(pick);
    setText(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits?.length) {
      event.preventDefault();
      setAt((at + step + hits.length) % hits.length);
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      take(hits[at]);
    } else if (event.key === 'Escape' && text !== null) {
      event.preventDefault();
      event.stopPropagation();
      setText(null);
    }
  };
  return (
    <span className={styles.with}>
      <input
        {...ids}
        ref={input}
        className={styles.input}
        type="text"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && hits[at] ? `${listId}-${at}` : undefined}
        autoComplete="off"
        disabled={disabled}
        placeholder={t('ui.pick.placeholder')}
        value={text ?? value?.title ?? ''}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          if (event.target.value === '') onChange(null);
        }}
        onFocus={(event) => event.target.select()}
        onMouseDown={(event) => {
          // The browser would put the caret somewhere into what stays selected.
          if (text !== null || !value) return;
          event.preventDefault();
          event.currentTarget.focus();
          event.currentTarget.select();
        }}
        onBlur={() => setText(null)}
        onKeyDown={onKeyDown}
      />
      {open && (
        <div id={listId} role="listbox" className={styles.popup} aria-label={t('ui.pick.found')}>
          {hits.map((hit, index) => (
            <div
              key={hit.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={styles.option}
              // Before the blur that would close the list.
              onPointerDown={(event) => {
                event.preventDefault();
                take(hit);
              }}
              onPointerMove={() => setAt(index)}
            >
              <span>{hit.title}</span>
              {hit.hint && <span className="muted small">{hit.hint}</span>}
            </div>
          ))}
          {hits.length === 0 && <p className="muted">{t('ui.pick.none')}</p>}
        </div>
      )}
    </span>
  );
}
