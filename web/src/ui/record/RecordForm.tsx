import { type FormEvent, type ReactNode, useState } from 'react';
import { type ApiProblem, asProblem } from '../../api/problem';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../Button';
import {
  Checkbox,
  DateField,
  MoneyField,
  type Option,
  type Pick,
  PickField,
  SelectField,
  TextField,
} from '../fields';
import { Notice } from '../Notice';
import { ProblemNotice } from '../ProblemNotice';
import { catalogueKind, type FieldMeta, type RecordMeta, visibleFields, wireName } from './meta';
import styles from './RecordForm.module.css';

export type RecordDraft = Record<string, string | number | boolean | null>;

/** What the form must ask others: the choices of a list, and records by name. */
export interface RecordChoices {
  /** All entries of a short list (`catalogue:exit_reason`, `legal_entity`); undefined means: search instead. */
  options?: (target: string) => Option[] | undefined;
  find?: (target: string, text: string, signal: AbortSignal) => Promise<Pick[]>;
  /** What records already referred to are called, by id. */
  names?: Record<string, string>;
}

interface RecordFormProps extends RecordChoices {
  meta: RecordMeta;
  fields?: readonly string[];
  values?: RecordDraft;
  /** Resolves when it is written. A rejected `ApiProblem` is shown at its field. */
  onSubmit: (values: RecordDraft) => Promise<unknown>;
  onCancel?: () => void;
  submitTitle: string;
  children?: ReactNode;
}

/** A form drawn from a record's declaration: what is required, of which kind, and what it may refer to. */
export function RecordForm({
  meta,
  fields,
  values,
  onSubmit,
  onCancel,
  submitTitle,
  children,
  ...choices
}: RecordFormProps) {
  const t = useText();
  const code = useCode();
  const shown = visibleFields(meta, fields);
  const [draft, setDraft] = useState<RecordDraft>(() =>
    Object.fromEntries(shown.map((field) => [wireName(field), values?.[wireName(field)] ?? null])),
  );
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  const missing = shown.filter(
    (field) => field.required && field.type !== 'boolean' && isBlank(draft[wireName(field)]),
  );
  const errorOf = (field: FieldMeta): string | null => {
    if (problem?.field === wireName(field) || problem?.field === field.name) return problem.message;
    return tried && missing.includes(field) ? t('ui.field.missing') : null;
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing.length > 0) return;
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit(draft);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  const placed =
    problem !== null &&
    shown.some((field) => problem.field === wireName(field) || problem.field === field.name);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <ProblemNotice problem={placed ? null : problem} />
      {tried && missing.length > 0 && (
        <Notice tone="bad" icon="warning" live>
          {t('ui.form.missing', { fields: missing.map((field) => code(field.label, field.name)).join('、') })}
        </Notice>
      )}
      <div className={styles.fields}>
        {shown.map((field) => (
          <RecordInput
            key={field.name}
            field={field}
            label={code(field.label, field.name)}
            value={draft[wireName(field)] ?? null}
            error={errorOf(field)}
            onChange={(value) => setDraft((before) => ({ ...before, [wireName(field)]: value }))}
            {...choices}
          />
        ))}
      </div>
      {children}
      <div className={styles.foot}>
        {onCancel && <Button onClick={onCancel}>{t('action.cancel')}</Button>}
        <Button type="submit" look="primary" busy={busy}>
          {submitTitle}
        </Button>
      </div>
    </form>
  );
}

const isBlank = (value: unknown) => value === null || value === undefined || value === '';

interface RecordInputProps extends RecordChoices {
  field: FieldMeta;
  label: string;
  value: string | number | boolean | null;
  error: string | null;
  onChange: (value: string | number | boolean | null) => void;
}

function RecordInput({ field, label, value, error, onChange, options, find, names }: RecordInputProps) {
  const shared = { label, error, required: field.required && field.type !== 'boolean', name: field.name };
  const text = value === null ? '' : String(value);
  const target = field.refers_to;
  if (target) {
    const list = options?.(target);
    if (list || catalogueKind(field) || !find) {
      return <SelectField {...shared} value={text || null} options={list ?? []} onChange={onChange} />;
    }
    return (
      <ReferenceInput
        {...shared}
        target={target}
        value={text}
        name={names?.[text]}
        find={find}
        onChange={onChange}
      />
    );
  }
  switch (field.type) {
    case 'date':
      return <DateField {...shared} value={text || null} onChange={onChange} />;
    case 'money':
      return <MoneyField {...shared} value={typeof value === 'number' ? value : null} onChange={onChange} />;
    case 'boolean':
      return <Checkbox label={label} checked={value === true} onChange={onChange} />;
    case 'integer':
      return (
        <TextField
          {...shared}
          inputMode="numeric"
          value={text}
          onChange={(next) => onChange(/^-?\d+$/.test(next.trim()) ? Number(next) : next.trim() || null)}
        />
      );
    default:
      return <TextField {...shared} value={text} onChange={(next) => onChange(next || null)} />;
  }
}

interface ReferenceInputProps {
  label: string;
  error: string | null;
  required: boolean;
  target: string;
  value: string;
  name: string | undefined;
  find: NonNullable<RecordChoices['find']>;
  onChange: (value: string | null) => void;
}

function ReferenceInput({ target, value, name, find, onChange, ...shared }: ReferenceInputProps) {
  const [pick, setPick] = useState<Pick | null>(value ? { id: value, title: name ?? value } : null);
  const [search] = useState(() => (text: string, signal: AbortSignal) => find(target, text, signal));
  return (
    <PickField
      {...shared}
      value={pick}
      find={search}
      onChange={(next) => {
        setPick(next);
        onChange(next?.id ?? null);
      }}
    />
  );
}
