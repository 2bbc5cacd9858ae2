import type { ApiProblem } from '../api/problem';
import type { ChangeOwnData } from '../api/types';
import { useText } from '../i18n/useText';
import { TextField } from './fields';

export type DataField = Exclude<keyof ChangeOwnData, 'reason'>;

export const dataFields = [
  ['phone', 'person.phone', 'tel'],
  ['email', 'person.email', 'email'],
  ['address', 'person_contact.address', 'text'],
  ['emergency_name', 'person_contact.emergency_name', 'text'],
  ['emergency_phone', 'person_contact.emergency_phone', 'tel'],
  ['bank_account', 'person.bank_account', 'text'],
  ['full_name', 'person.full_name', 'text'],
] as const satisfies readonly (readonly [DataField, label: string, type: 'text' | 'tel' | 'email'])[];

/** Fields of what people give about themselves. */
export function PersonDataFields({
  values,
  problem,
  onChange,
}: {
  values: Partial<Record<DataField, string>>;
  problem: ApiProblem | null;
  onChange: (field: DataField, value: string) => void;
}) {
  const t = useText();
  return dataFields.map(([field, label, type]) => (
    <TextField
      key={field}
      label={t(label)}
      type={type}
      value={values[field] ?? ''}
      error={problem?.field?.endsWith(field) ? problem.message : null}
      onChange={(value) => onChange(field, value)}
    />
  ));
}
