import { Link } from '@tanstack/react-router';
import type { PersonSummary } from '../../../api/types';
import type { MessageKey } from '../../../i18n/catalogue';
import type { Text } from '../../../i18n/useText';
import { Avatar } from '../../../ui/Avatar';
import { Shown } from '../../../ui/Hidden';
import type { Column } from '../../../ui/table/DataTable';
import styles from '../people.module.css';
import { StatusTag } from '../status';

/** What the cells of a line are told with. */
export interface Words {
  t: Text;
  day: (day: string) => string;
  nameOf: (list: string, code: string | null | undefined) => string;
  placeOf: (place: string) => string;
}

interface ColumnRow {
  key: string;
  /** The record's label. */
  title: MessageKey;
  width: string;
  phone?: Column<PersonSummary>['phone'];
  /** The name under which the field is withheld: the column is offered when it is shown to the reader at all. */
  field?: string;
  cell: (person: PersonSummary, words: Words) => React.ReactNode;
}

/** Every column but the name, which is always there. */
export const allColumns: readonly ColumnRow[] = [
  {
    key: 'unit',
    title: 'assignment.unit_id',
    width: 'minmax(96px, 1.3fr)',
    cell: (person) => person.unit.name,
  },
  {
    key: 'position',
    title: 'assignment.position',
    width: 'minmax(96px, 1.3fr)',
    cell: (person) => person.position,
  },
  { key: 'level', title: 'assignment.job_level', width: '56px', cell: (person) => person.job_level },
  {
    key: 'manager',
    title: 'assignment.manager_id',
    width: '80px',
    phone: 'away',
    cell: (person) => person.manager?.full_name,
  },
  {
    key: 'hired',
    title: 'employment.valid_from',
    width: '92px',
    phone: 'away',
    field: 'hired_on',
    cell: (person, { day }) => (
      <Shown name="hired_on" redacted={person.redacted}>
        {person.hired_on && <time>{day(person.hired_on)}</time>}
      </Shown>
    ),
  },
  {
    key: 'entity',
    title: 'employment.legal_entity_id',
    width: 'minmax(80px, 1fr)',
    phone: 'away',
    cell: (person) => person.legal_entity.name,
  },
  {
    key: 'place',
    title: 'assignment.place',
    width: '72px',
    phone: 'away',
    cell: (person, { placeOf }) => placeOf(person.place),
  },
  {
    key: 'kind',
    title: 'employment.kind',
    width: '80px',
    phone: 'away',
    field: 'employment_kind',
    cell: (person, { nameOf }) => (
      <Shown name="employment_kind" redacted={person.redacted}>
        {nameOf('employment_kind', person.employment_kind)}
      </Shown>
    ),
  },
  {
    key: 'probation',
    title: 'employment.probation_until',
    width: '92px',
    phone: 'away',
    field: 'probation_last_day',
    cell: (person, { day }) => (
      <Shown name="probation_last_day" redacted={person.redacted}>
        {person.probation_last_day && <time>{day(person.probation_last_day)}</time>}
      </Shown>
    ),
  },
  {
    key: 'leaves',
    title: 'employment.valid_until',
    width: '92px',
    phone: 'away',
    field: 'last_day',
    cell: (person, { day }) => (
      <Shown name="last_day" redacted={person.redacted}>
        {person.last_day && <time>{day(person.last_day)}</time>}
      </Shown>
    ),
  },
  {
    key: 'status',
    title: 'people.status',
    width: '80px',
    phone: 'side',
    field: 'status',
    cell: (person) => <StatusTag status={person.status} />,
  },
];

export const usualColumns = ['unit', 'position', 'level', 'manager', 'hired', 'entity', 'status'];

/** The columns that an address or a view names, in its order; the usual ones when it names none. A name with a dot is
 * a field of the firm's own. */
export function chosenColumns(named: string | undefined): string[] {
  const known = (key: string) => key.includes('.') || allColumns.some((column) => column.key === key);
  const keys = named?.split(',').filter(known) ?? [];
  return keys.length > 0 ? keys : usualColumns;
}

interface Picking {
  picked: ReadonlySet<string>;
  pick: (id: string) => void;
}

/** The columns of the table; with a box in front where lines can be picked. */
export function tableColumns(
  keys: readonly string[],
  people: readonly PersonSummary[],
  words: Words,
  picking: Picking | null,
): Column<PersonSummary>[] {
  const { t } = words;
  const box: Column<PersonSummary>[] = picking
    ? [
        {
          key: 'pick',
          title: <span className="visually-hidden">{t('directory.pick')}</span>,
          width: '20px',
          phone: 'away',
          cell: (person) => (
            <input
              type="checkbox"
              aria-label={t('directory.pick_one', { name: person.full_name })}
              checked={picking.picked.has(person.person_id)}
              onChange={() => picking.pick(person.person_id)}
            />
          ),
        },
      ]
    : [];
  const name: Column<PersonSummary> = {
    key: 'name',
    title: t('person.full_name'),
    width: 'minmax(150px, 1.5fr)',
    phone: 'lead',
    cell: (person) => (
      <span className={styles.who}>
        <Avatar name={person.full_name} />
        <span>
          <Link to="/people/$personId" params={{ personId: person.person_id }}>
            {person.full_name}
          </Link>{' '}
          <span className="muted small">{person.employee_no}</span>
        </span>
      </span>
    ),
  };
  const shown = keys.flatMap((key) => allColumns.filter((column) => column.key === key));
  // A column that is withheld in every line says nothing but that.
  const told = shown.filter(
    ({ field }) => !field || people.some((person) => !person.redacted.includes(field)),
  );
  return [
    ...box,
    name,
    ...told.map((column) => ({
      key: column.key,
      title: t(column.title),
      width: column.width,
      phone: column.phone,
      cell: (person: PersonSummary) => column.cell(person, words),
    })),
  ];
}
