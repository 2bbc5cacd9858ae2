import { useCatalogue, useEntityChoices, useUnitChoices } from '../../api/organisation';
import type { AskedField, QueryFilter } from '../../api/types';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { DateField, type Option, SelectField, TextField } from '../../ui/fields';
import { useFieldName } from './Across';
import styles from './standard.module.css';

/** Conditions: a field, what is said about it, and a value chosen from where the field's values come from. */
export function FilterList({
  fields,
  filters,
  onChange,
}: {
  fields: AskedField[];
  filters: QueryFilter[];
  onChange: (filters: QueryFilter[]) => void;
}) {
  const t = useText();
  const nameOf = useFieldName();
  const replace = (at: number, filter: QueryFilter) =>
    onChange(filters.map((known, index) => (index === at ? filter : known)));
  const options = fields.map((field) => ({ value: field.key, title: nameOf(field) }));
  const begin = (key: string): QueryFilter => {
    const field = fields.find((known) => known.key === key);
    return { field: key, operator: field?.operators[0] ?? 'one_of', values: [] };
  };
  return (
    <fieldset className={styles.partList}>
      <legend>{t('across.filters')}</legend>
      <ol>
        {filters.map((filter, index) => {
          const field = fields.find((known) => known.key === filter.field);
          if (!field) return null;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place in the list
            <li key={index} className={styles.partRow}>
              <SelectField
                label={t('across.field')}
                value={filter.field}
                options={options}
                onChange={(key) => key && replace(index, begin(key))}
                required
              />
              <SelectField
                label={t('across.operator')}
                value={filter.operator}
                options={field.operators.map((operator) => ({
                  value: operator,
                  title: t(`across.operator.${operator}`),
                }))}
                onChange={(operator) => operator && replace(index, { ...filter, operator, values: [] })}
                required
              />
              <ValueField
                field={field}
                filter={filter}
                onChange={(values) => replace(index, { ...filter, values })}
              />
              <span className={styles.acts}>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={t('numbers.part.remove', { part: nameOf(field) })}
                  onClick={() => onChange(filters.filter((_, at) => at !== index))}
                >
                  ✕
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      {filters.length < 12 && (
        <SelectField
          label={t('across.filters.add')}
          value={null}
          options={options}
          onChange={(key) => key && onChange([...filters, begin(key)])}
        />
      )}
    </fieldset>
  );
}

function useChoices(field: AskedField): Option[] | null {
  const entities = useEntityChoices();
  const units = useUnitChoices();
  const places = usePlaces();
  const { choices } = useCatalogue();
  if (field.standard) return choices(`standard_${field.standard}`);
  if (field.refers_to === 'legal_entity') return entities;
  if (field.refers_to === 'org_unit') return units;
  if (field.refers_to?.startsWith('catalogue:')) return choices(field.refers_to.slice('catalogue:'.length));
  if (field.key === 'assignment.place') return places.choices;
  return null;
}

function ValueField({
  field,
  filter,
  onChange,
}: {
  field: AskedField;
  filter: QueryFilter;
  onChange: (values: string[]) => void;
}) {
  const t = useText();
  const choices = useChoices(field);
  if (filter.operator === 'empty') return null;
  if (field.type === 'date')
    return (
      <DateField
        label={t('across.value')}
        value={filter.values?.[0] ?? null}
        onChange={(day) => onChange(day ? [day] : [])}
        required
      />
    );
  if (choices)
    return (
      <SelectField
        label={t('across.value')}
        value={filter.values?.[0] ?? null}
        options={choices}
        onChange={(value) => onChange(value ? [value] : [])}
        required
      />
    );
  return (
    <TextField
      label={t('across.value')}
      hint={filter.operator === 'one_of' ? t('across.value.many') : undefined}
      value={filter.values?.join('，') ?? ''}
      onChange={(text) => onChange(filter.operator === 'one_of' ? text.split(/[,，]/) : [text])}
      required
    />
  );
}
