import { type RefObject, useEffect, useState } from 'react';
import { useCatalogue, useEntityChoices, useUnitChoices } from '../../../api/organisation';
import { findPeople, type RosterFilter } from '../../../api/people';
import { usePlaces } from '../../../i18n/useNamed';
import { useCode, useText } from '../../../i18n/useText';
import { Button } from '../../../ui/Button';
import { FormDrawer } from '../../../ui/FormDrawer';
import { DateField, type Pick, PickField, Select, SelectField, TextField } from '../../../ui/fields';
import { Icon } from '../../../ui/Icon';
import styles from '../people.module.css';
import own from './directory.module.css';
import { rosterOrders } from './search';

interface FilterBarProps {
  filter: RosterFilter;
  today: string;
  onChange: (filter: RosterFilter) => void;
  search: RefObject<HTMLInputElement | null>;
}

const statuses = ['probation', 'active', 'leaving'] as const;

/** What narrows and orders the roster; all of it stands in the address. */
export function FilterBar({ filter, today, onChange, search }: FilterBarProps) {
  const t = useText();
  const code = useCode();
  const units = useUnitChoices(filter.as_of);
  const [open, setOpen] = useState(false);
  const every = { value: '', title: t('people.all_units') };
  // What the server does unless it is told an order.
  const byItself = filter.q ? 'match' : 'name';
  const orders = filter.q ? ['match', ...rosterOrders] : rosterOrders;
  return (
    <>
      <search className={styles.filters}>
        <SearchText
          input={search}
          value={filter.q ?? ''}
          onChange={(q) => onChange({ ...filter, q: q || undefined })}
        />
        <span className={own.phoneOnly}>
          <Select
            label={t('assignment.unit_id')}
            value={filter.unit ?? ''}
            options={[every, ...units]}
            onChange={(unit) => onChange({ ...filter, unit: unit || undefined })}
          />
        </span>
        <Button icon="rules" onClick={() => setOpen(true)}>
          {t('directory.filter')}
        </Button>
        <Select
          label={t('directory.sort')}
          value={filter.sort ?? byItself}
          options={orders.map((sort) => ({ value: sort, title: code(`directory.sort.${sort}`, sort) }))}
          onChange={(sort) => onChange({ ...filter, sort: sort === byItself ? undefined : sort })}
        />
        <div className={styles.asOf}>
          <span aria-hidden="true">{t('people.day')}</span>
          <DateField
            compact
            label={t('people.day')}
            value={filter.as_of ?? today}
            onChange={(day) => onChange({ ...filter, as_of: day === today ? undefined : (day ?? undefined) })}
          />
        </div>
      </search>
      <Chips filter={filter} onChange={onChange} />
      <FilterDrawer
        key={open ? 'open' : 'closed'}
        open={open}
        filter={filter}
        onClose={() => setOpen(false)}
        onChange={(next) => {
          setOpen(false);
          onChange(next);
        }}
      />
    </>
  );
}

/** One chip a filter; pressing it takes the filter away. */
function Chips({ filter, onChange }: { filter: RosterFilter; onChange: (filter: RosterFilter) => void }) {
  const t = useText();
  const code = useCode();
  const { nameOf } = useCatalogue();
  const places = usePlaces();
  const entities = useEntityChoices();
  const said: [keyof RosterFilter, string | undefined][] = [
    ['entity', entities.find((entity) => entity.value === filter.entity)?.title],
    ['status', filter.status && code(`person_status.${filter.status}`, filter.status)],
    ['kind', filter.kind && nameOf('employment_kind', filter.kind)],
    ['place', filter.place && places.nameOf(filter.place)],
    ['level', filter.level],
    ['manager', filter.manager && (filter.manager_name ?? t('assignment.manager_id'))],
    ['hired_from', filter.hired_from && t('directory.hired_from', { day: filter.hired_from })],
    ['hired_to', filter.hired_to && t('directory.hired_to', { day: filter.hired_to })],
    ['ends_by', filter.ends_by && t('directory.ends_by', { day: filter.ends_by })],
  ];
  const chips = said.filter(([, title]) => title);
  if (chips.length === 0) return null;
  const without = (name: keyof RosterFilter) => {
    const rest: RosterFilter = { ...filter, [name]: undefined };
    return name === 'manager' ? { ...rest, manager_name: undefined } : rest;
  };
  return (
    <div className={own.bar}>
      {chips.map(([name, title]) => (
        <button key={name} type="button" className={own.chip} onClick={() => onChange(without(name))}>
          {title}
          <Icon name="close" size={10} />
          <span className="visually-hidden">{t('directory.remove_filter')}</span>
        </button>
      ))}
      <Button
        size="small"
        look="quiet"
        onClick={() => onChange({ q: filter.q, unit: filter.unit, as_of: filter.as_of, cols: filter.cols })}
      >
        {t('directory.clear')}
      </Button>
    </div>
  );
}

function FilterDrawer({
  open,
  filter,
  onChange,
  onClose,
}: {
  open: boolean;
  filter: RosterFilter;
  onChange: (filter: RosterFilter) => void;
  onClose: () => void;
}) {
  const t = useText();
  const code = useCode();
  const { choices } = useCatalogue();
  const entities = useEntityChoices();
  const places = usePlaces();
  const [draft, setDraft] = useState(filter);
  const [manager, setManager] = useState<Pick | null>(
    filter.manager ? { id: filter.manager, title: filter.manager_name ?? filter.manager } : null,
  );
  const set = (change: Partial<RosterFilter>) => setDraft((before) => ({ ...before, ...change }));
  return (
    <FormDrawer
      open={open}
      title={t('directory.filter')}
      submit={t('directory.apply')}
      busy={false}
      problem={null}
      onClose={onClose}
      onSubmit={() => onChange({ ...draft, manager: manager?.id, manager_name: manager?.title })}
    >
      <SelectField
        label={t('employment.legal_entity_id')}
        value={draft.entity ?? null}
        options={entities}
        none={t('directory.any')}
        onChange={(entity) => set({ entity: entity ?? undefined })}
      />
      <SelectField
        label={t('people.status')}
        value={draft.status ?? null}
        options={statuses.map((status) => ({
          value: status,
          title: code(`person_status.${status}`, status),
        }))}
        none={t('directory.any')}
        onChange={(status) => set({ status: status ?? undefined })}
      />
      <SelectField
        label={t('employment.kind')}
        value={draft.kind ?? null}
        options={choices('employment_kind')}
        none={t('directory.any')}
        onChange={(kind) => set({ kind: kind ?? undefined })}
      />
      <SelectField
        label={t('assignment.place')}
        value={draft.place ?? null}
        options={places.choices}
        none={t('directory.any')}
        onChange={(place) => set({ place: place ?? undefined })}
      />
      <TextField
        label={t('assignment.job_level')}
        value={draft.level ?? ''}
        onChange={(level) => set({ level: level.trim() || undefined })}
      />
      <PickField label={t('assignment.manager_id')} value={manager} find={findPeople} onChange={setManager} />
      <DateField
        label={t('directory.field.hired_from')}
        value={draft.hired_from ?? null}
        onChange={(day) => set({ hired_from: day ?? undefined })}
      />
      <DateField
        label={t('directory.field.hired_to')}
        value={draft.hired_to ?? null}
        onChange={(day) => set({ hired_to: day ?? undefined })}
      />
      <DateField
        label={t('directory.field.ends_by')}
        value={draft.ends_by ?? null}
        onChange={(day) => set({ ends_by: day ?? undefined })}
      />
    </FormDrawer>
  );
}

/** Typing is answered after a short pause, not at every letter. */
function SearchText({
  input,
  value,
  onChange,
}: {
  input: RefObject<HTMLInputElement | null>;
  value: string;
  onChange: (text: string) => void;
}) {
  const t = useText();
  const [text, setText] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new text starts the pause again
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  // A view or the way back brings another text; what is being typed stays.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(value);
  }, [value, input]);
  return (
    <label className={styles.search}>
      <Icon name="search" size={16} />
      <span className="visually-hidden">{t('people.search')}</span>
      <input
        ref={input}
        type="search"
        placeholder={t('people.search')}
        aria-keyshortcuts="/"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}
