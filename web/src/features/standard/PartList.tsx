import type { NumberPart } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Checkbox, SelectField, TextField } from '../../ui/fields';
import { countedBy, newPart, partKinds, partName } from './numbers';
import styles from './standard.module.css';

/** The parts of a number in their order, each with what it needs. */
export function PartList({
  parts,
  onChange,
}: {
  parts: NumberPart[];
  onChange: (parts: NumberPart[]) => void;
}) {
  const t = useText();
  const replace = (at: number, part: NumberPart) =>
    onChange(parts.map((known, index) => (index === at ? part : known)));
  const swap = (at: number, with_: number) => {
    const moved = [...parts];
    const [one, other] = [moved[at], moved[with_]];
    if (!one || !other) return;
    [moved[at], moved[with_]] = [other, one];
    onChange(moved);
  };
  return (
    <fieldset className={styles.partList}>
      <legend>{t('numbers.parts')}</legend>
      <ol>
        {parts.map((part, index) => {
          const name = partName(part, t);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in the number
            <li key={index} className={styles.partRow}>
              <span className={styles.chip}>{name}</span>
              <PartFields part={part} onChange={(next) => replace(index, next)} />
              <span className={styles.acts}>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={t('numbers.part.up', { part: name })}
                  disabled={index === 0}
                  onClick={() => swap(index, index - 1)}
                >
                  ↑
                </Button>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={t('numbers.part.down', { part: name })}
                  disabled={index === parts.length - 1}
                  onClick={() => swap(index, index + 1)}
                >
                  ↓
                </Button>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={t('numbers.part.remove', { part: name })}
                  onClick={() => onChange(parts.filter((_, at) => at !== index))}
                >
                  ✕
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      <SelectField
        label={t('numbers.parts.add')}
        value={null}
        options={partKinds.map((kind) => ({ value: kind, title: t(`numbers.part.${kind}`) }))}
        onChange={(kind) => kind && onChange([...parts, newPart(kind)])}
      />
    </fieldset>
  );
}

function PartFields({ part, onChange }: { part: NumberPart; onChange: (part: NumberPart) => void }) {
  const t = useText();
  const digits = (choices: number[], value: number, take: (digits: number) => void) => (
    <SelectField
      label={t('numbers.part.digits')}
      value={String(value)}
      options={choices.map((n) => ({ value: String(n), title: t('numbers.digits', { n }) }))}
      onChange={(next) => take(Number(next ?? value))}
      required
    />
  );
  if (part.kind === 'literal')
    return (
      <TextField
        label={t('numbers.part.text')}
        value={part.text}
        maxLength={12}
        onChange={(text) => onChange({ ...part, text })}
      />
    );
  if (part.kind === 'entry_year')
    return digits([2, 4], part.digits, (next) => onChange({ ...part, digits: next }));
  if (part.kind !== 'sequence') return null;
  return (
    <>
      {digits([2, 3, 4, 5, 6, 7, 8, 9], part.digits, (next) => onChange({ ...part, digits: next }))}
      <TextField
        label={t('numbers.part.start')}
        inputMode="numeric"
        value={String(part.start)}
        onChange={(text) => onChange({ ...part, start: Number(text.replace(/\D/g, '')) || 0 })}
      />
      <fieldset className={styles.per}>
        <legend className="muted small">{t('numbers.part.per')}</legend>
        {countedBy.map((by) => (
          <Checkbox
            key={by}
            label={t(`numbers.per.${by}`)}
            checked={part.per.includes(by)}
            onChange={(on) =>
              onChange({ ...part, per: on ? [...part.per, by] : part.per.filter((known) => known !== by) })
            }
          />
        ))}
      </fieldset>
    </>
  );
}
