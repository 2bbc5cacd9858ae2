import { useEffect, useState } from 'react';
import type { DeskFilter } from '../../api/contracts';
import { useEntityChoices, useUnitChoices } from '../../api/organisation';
import { useText } from '../../i18n/useText';
import { DateField, Select } from '../../ui/fields';
import { Icon } from '../../ui/Icon';
import styles from './contracts.module.css';

/** What narrows the desk; all of it stands in the address. */
export function ContractFilters({
  filter,
  today,
  narrow,
  onChange,
}: {
  filter: DeskFilter;
  today: string;
  /** Only the day. */
  narrow: boolean;
  onChange: (filter: DeskFilter) => void;
}) {
  const t = useText();
  const units = useUnitChoices(filter.as_of);
  const entities = useEntityChoices();
  const every = (title: string) => ({ value: '', title });
  return (
    <search className={styles.filters}>
      {!narrow && (
        <>
          <SearchText value={filter.q ?? ''} onChange={(q) => onChange({ q: q || undefined })} />
          <Select
            label={t('assignment.unit_id')}
            value={filter.unit ?? ''}
            options={[every(t('people.all_units')), ...units]}
            onChange={(unit) => onChange({ unit: unit || undefined })}
          />
          <Select
            label={t('employment.legal_entity_id')}
            value={filter.entity ?? ''}
            options={[every(t('contracts.all_entities')), ...entities]}
            onChange={(entity) => onChange({ entity: entity || undefined })}
          />
        </>
      )}
      <div className={styles.asOf}>
        <span aria-hidden="true">{t('contracts.day')}</span>
        <DateField
          compact
          label={t('contracts.day')}
          value={filter.as_of ?? today}
          onChange={(day) => onChange({ as_of: day === today ? undefined : (day ?? undefined) })}
        />
      </div>
    </search>
  );
}

/** Typing is answered after a short pause, not at every letter. */
function SearchText({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const t = useText();
  const [text, setText] = useState(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new text starts the pause again
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <label className={styles.search}>
      <Icon name="search" size={16} />
      <span className="visually-hidden">{t('people.search')}</span>
      <input
        type="search"
        placeholder={t('people.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}
