import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { putCustomField } from '../../api/customFields';
import { catalogueQuery, useCatalogue } from '../../api/organisation';
import type { CustomField, PutCustomField } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useCode, useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, DateField, MoneyField, SelectField, TextField } from '../../ui/fields';
import { useToast } from '../../ui/Toast';

const kinds = ['text', 'integer', 'decimal', 'money', 'date', 'boolean', 'code'] as const;
const classes = [
  'directory',
  'employment',
  'contact',
  'identity',
  'pay',
  'bank',
  'performance',
  'absence',
  'health',
  'protected',
  'talk',
] as const;

type Draft = Omit<PutCustomField, 'class' | 'kind'> & Pick<CustomField, 'class' | 'kind'>;

const blank: Draft = {
  record: 'person',
  code: '',
  title: { zh: '', en: '' },
  kind: 'text',
  list: null,
  class: 'employment',
  required: false,
  searchable: false,
  rules: {},
  sort: 0,
  category: null,
  first_day: null,
  last_day: null,
};

function draftOf(field: CustomField | null): Draft {
  if (!field) return blank;
  const { id: _, ...rest } = field;
  return rest;
}

/** What numbers and texts may hold at most. */
function Limits({ draft, onChange }: { draft: Draft; onChange: (rules: Draft['rules']) => void }) {
  const t = useText();
  const bound = (name: 'min' | 'max' | 'max_length', label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      value={draft.rules?.[name]?.toString() ?? ''}
      onChange={(text) =>
        onChange({ ...draft.rules, [name]: /^-?\d+$/.test(text.trim()) ? Number(text) : undefined })
      }
    />
  );
  if (draft.kind === 'text') return bound('max_length', t('custom.max_length'));
  if (draft.kind !== 'integer' && draft.kind !== 'money') return null;
  if (draft.kind === 'money') {
    const amount = (name: 'min' | 'max') => (
      <MoneyField
        label={t(`custom.${name}_amount`)}
        value={draft.rules?.[name] ?? null}
        onChange={(fen) => onChange({ ...draft.rules, [name]: fen ?? undefined })}
      />
    );
    return (
      <>
        {amount('min')}
        {amount('max')}
      </>
    );
  }
  return (
    <>
      {bound('min', t('custom.min'))}
      {bound('max', t('custom.max'))}
    </>
  );
}

/** What the field is called in both languages. */
function Titles({
  draft,
  tried,
  error,
  onChange,
}: {
  draft: Draft;
  /** Whether it was sent once, so that what is empty is said. */
  tried: boolean;
  error: string | null;
  onChange: (title: Draft['title']) => void;
}) {
  const t = useText();
  const missing = (text: string) => (tried && !text.trim() ? t('ui.field.missing') : null);
  return (
    <>
      <TextField
        label={t('custom.title_zh')}
        value={draft.title.zh}
        error={error ?? missing(draft.title.zh)}
        onChange={(zh) => onChange({ ...draft.title, zh })}
        required
      />
      <TextField
        label={t('custom.title_en')}
        value={draft.title.en}
        error={missing(draft.title.en)}
        onChange={(en) => onChange({ ...draft.title, en })}
        required
      />
    </>
  );
}

/** The reference list whose items may be chosen. */
function ListField({
  value,
  error,
  onChange,
}: {
  value: string | null;
  error: string | null;
  onChange: (list: string | null) => void;
}) {
  const t = useText();
  const code = useCode();
  const items = useQuery(catalogueQuery).data?.items ?? [];
  return (
    <SelectField
      label={t('custom.list')}
      value={value}
      options={[...new Set(items.map((item) => item.kind))].map((kind) => ({
        value: kind,
        title: code(`catalogue.${kind}`, kind),
      }))}
      error={error}
      onChange={onChange}
      required
    />
  );
}

const complete = ({ title, code, kind, list }: Draft) =>
  Boolean(title.zh.trim() && title.en.trim() && code.trim() && (kind !== 'code' || list));

interface FieldDrawerProps {
  /** The field to change; null adds one. */
  field: CustomField | null;
  records: string[];
  open: boolean;
  onClose: () => void;
}

/** Adds a field, or changes what may change of one. */
export function FieldDrawer({ field, records, open, onClose }: FieldDrawerProps) {
  const t = useText();
  const code = useCode();
  const toast = useToast();
  const { choices } = useCatalogue();
  const [draft, setDraft] = useState(() => draftOf(field));
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const write = useWrite(putCustomField, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  const [tried, setTried] = useState(false);
  const errorAt = (name: string, empty = false) => {
    if (write.problem?.field === name) return write.problem.message;
    return tried && empty ? t('ui.field.missing') : null;
  };
  return (
    <FormDrawer
      open={open}
      title={field ? t('custom.change') : t('custom.add')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={() => {
        setTried(true);
        if (complete(draft)) void write.run(draft);
      }}
      onClose={onClose}
    >
      <SelectField
        label={t('custom.record')}
        value={draft.record}
        options={records.map((name) => ({ value: name, title: code(`record.${name}`, name) }))}
        disabled={field !== null}
        onChange={(record) => set({ record: record ?? 'person' })}
        required
      />
      <Titles draft={draft} tried={tried} error={errorAt('title')} onChange={(title) => set({ title })} />
      <TextField
        label={t('custom.code')}
        value={draft.code}
        error={errorAt('code', !draft.code.trim())}
        disabled={field !== null}
        onChange={(next) => set({ code: next })}
        required
      />
      <SelectField
        label={t('custom.kind')}
        value={draft.kind}
        options={kinds.map((kind) => ({ value: kind, title: t(`custom.kind.${kind}`) }))}
        error={errorAt('kind')}
        onChange={(kind) => set({ kind: kind ?? 'text', list: null, rules: {} })}
        required
      />
      {draft.kind === 'code' && (
        <ListField
          value={draft.list ?? null}
          error={errorAt('list', !draft.list)}
          onChange={(list) => set({ list })}
        />
      )}
      <Limits draft={draft} onChange={(rules) => set({ rules })} />
      <SelectField
        label={t('custom.class')}
        value={draft.class}
        options={classes.map((name) => ({ value: name, title: t(`custom.class.${name}`) }))}
        error={errorAt('class')}
        onChange={(name) => set({ class: name ?? 'employment' })}
        required
      />
      {draft.record === 'person_event' && (
        <SelectField
          label={t('custom.category')}
          value={draft.category ?? null}
          options={choices('event_kind')}
          error={errorAt('category')}
          onChange={(category) => set({ category })}
        />
      )}
      <Checkbox
        label={t('custom.required.long')}
        checked={draft.required ?? false}
        onChange={(required) => set({ required })}
      />
      <Checkbox
        label={t('custom.searchable.long')}
        checked={draft.searchable ?? false}
        onChange={(searchable) => set({ searchable })}
      />
      <DateField
        label={t('custom.first_day')}
        value={draft.first_day ?? null}
        onChange={(first_day) => set({ first_day })}
      />
      <DateField
        label={t('custom.last_day')}
        value={draft.last_day ?? null}
        error={errorAt('last_day')}
        onChange={(last_day) => set({ last_day })}
      />
    </FormDrawer>
  );
}
