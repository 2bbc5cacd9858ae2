import { useCatalogue, useEntityChoices, useUnitChoices } from '../../api/organisation';
import { findPeople } from '../../api/people';
import { useMay } from '../../api/session';
import type { ChangeKind } from '../../api/types';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { DateField, MoneyField, PickField, RadioGroup, SelectField, TextField } from '../../ui/fields';
import type { Draft } from './draft';

interface TermsFieldsProps {
  kind: ChangeKind;
  draft: Draft;
  day: string | null;
  errorAt: (field: string) => string | null;
  /** What to say where something required is empty. */
  missing: (empty: boolean) => string | null;
  onChange: (change: Partial<Draft>) => void;
}

/** The fields of a kind of change. What is left empty stays as it is. */
export function TermsFields(props: TermsFieldsProps) {
  switch (props.kind) {
    case 'confirm':
      return <Pay {...props} />;
    case 'probation':
      return <LastDay {...props} label="changes.field.probation_last_day" />;
    case 'transfer':
      return (
        <>
          <Post {...props} />
          <Employer {...props} />
        </>
      );
    case 'promote':
      return <Post {...props} />;
    case 'second':
      return (
        <>
          <Host {...props} />
          <LastDay {...props} label="changes.field.duty_last_day" />
          <PaidBy {...props} />
        </>
      );
    case 'leave_of_absence':
      return (
        <>
          <LastDay {...props} label="changes.field.duty_last_day" />
          <PaidBy {...props} />
        </>
      );
    case 'retire':
      return <Retirement {...props} />;
    case 'rehire':
      return (
        <>
          <Employer {...props} />
          <Post {...props} />
          <Probation {...props} />
        </>
      );
    case 'correct':
      return (
        <>
          <LastDay {...props} label="changes.correct.until" />
          <Post {...props} />
          <Probation {...props} />
          <HiredOn {...props} />
        </>
      );
    default:
      return null;
  }
}

function Pay({ draft, errorAt, onChange }: TermsFieldsProps) {
  const t = useText();
  const may = useMay();
  // Whoever may not write pay proposes the post; HR adds the pay.
  if (!may('pay.write')) return null;
  return (
    <MoneyField
      label={t('changes.field.base_pay_fen')}
      hint={t('changes.field.stays')}
      value={draft.base_pay_fen}
      error={errorAt('base_pay_fen')}
      onChange={(base_pay_fen) => onChange({ base_pay_fen })}
    />
  );
}

function LastDay({
  draft,
  errorAt,
  missing,
  onChange,
  label,
}: TermsFieldsProps & {
  label: 'changes.field.probation_last_day' | 'changes.field.duty_last_day' | 'changes.correct.until';
}) {
  const t = useText();
  return (
    <DateField
      label={t(label)}
      hint={label === 'changes.correct.until' ? t('changes.correct.until.hint') : undefined}
      value={draft.last_day}
      error={errorAt('last_day') ?? missing(label === 'changes.field.probation_last_day' && !draft.last_day)}
      onChange={(last_day) => onChange({ last_day })}
      required={label === 'changes.field.probation_last_day'}
    />
  );
}

function Post(props: TermsFieldsProps) {
  const { kind, draft, errorAt, missing, onChange } = props;
  // Whoever comes back needs a post; for everybody else what is left empty stays.
  const needed = kind === 'rehire';
  const t = useText();
  const units = useUnitChoices();
  const places = usePlaces();
  const stays = t('changes.field.stays');
  return (
    <>
      <SelectField
        label={t('assignment.unit_id')}
        value={draft.unit_id}
        options={units}
        none={needed ? undefined : stays}
        error={errorAt('unit_id') ?? missing(needed && !draft.unit_id)}
        onChange={(unit_id) => onChange({ unit_id })}
        required={needed}
      />
      <PickField
        label={t('assignment.manager_id')}
        value={draft.manager}
        error={errorAt('manager_id')}
        find={findPeople}
        onChange={(manager) => onChange({ manager })}
      />
      <TextField
        label={t('assignment.position')}
        value={draft.position}
        error={errorAt('position')}
        onChange={(position) => onChange({ position })}
      />
      <TextField
        label={t('assignment.job_level')}
        value={draft.job_level}
        onChange={(job_level) => onChange({ job_level })}
      />
      <SelectField
        label={t('assignment.place')}
        value={draft.place}
        options={places.choices}
        none={needed ? undefined : stays}
        error={errorAt('place') ?? missing(needed && !draft.place)}
        onChange={(place) => onChange({ place })}
        required={needed}
      />
      <Pay {...props} />
    </>
  );
}

/** Another employer: a number and a contract there. */
function Employer({ kind, draft, errorAt, missing, onChange }: TermsFieldsProps) {
  const t = useText();
  const entities = useEntityChoices();
  const { choices } = useCatalogue();
  return (
    <>
      <SelectField
        label={t('employment.legal_entity_id')}
        value={draft.legal_entity_id}
        options={entities}
        none={kind === 'transfer' ? t('changes.field.stays') : undefined}
        error={errorAt('legal_entity_id') ?? missing(kind === 'rehire' && !draft.legal_entity_id)}
        onChange={(legal_entity_id) => onChange({ legal_entity_id })}
        required={kind === 'rehire'}
      />
      {draft.legal_entity_id && (
        <>
          <TextField
            label={t('employment.employee_no')}
            value={draft.employee_no}
            error={errorAt('employee_no') ?? missing(!draft.employee_no.trim())}
            onChange={(employee_no) => onChange({ employee_no })}
            required
          />
          <SelectField
            label={t('contract.kind')}
            value={draft.contract_kind}
            options={choices('contract_kind')}
            error={errorAt('contract')}
            onChange={(contract_kind) => onChange({ contract_kind })}
          />
          <DateField
            label={t('contract.valid_until')}
            value={draft.contract_last_day}
            error={errorAt('contract/last_day')}
            onChange={(contract_last_day) => onChange({ contract_last_day })}
          />
        </>
      )}
    </>
  );
}

function Host({ draft, errorAt, onChange }: TermsFieldsProps) {
  const t = useText();
  const entities = useEntityChoices();
  const units = useUnitChoices();
  return (
    <>
      <SelectField
        label={t('duty_status.host_entity_id')}
        value={draft.host_entity_id}
        options={entities}
        none={t('changes.field.none')}
        error={errorAt('host_entity_id')}
        onChange={(host_entity_id) => onChange({ host_entity_id })}
      />
      <SelectField
        label={t('duty_status.host_unit_id')}
        value={draft.host_unit_id}
        options={units}
        none={t('changes.field.none')}
        onChange={(host_unit_id) => onChange({ host_unit_id })}
      />
      <TextField
        label={t('changes.host.outside')}
        value={draft.host_name}
        error={errorAt('host_name')}
        onChange={(host_name) => onChange({ host_name })}
      />
    </>
  );
}

function PaidBy({ draft, errorAt, onChange }: TermsFieldsProps) {
  const t = useText();
  const { choices } = useCatalogue();
  return (
    <SelectField
      label={t('duty_status.paid_by')}
      value={draft.paid_by}
      options={choices('duty_paid_by')}
      error={errorAt('paid_by')}
      onChange={(paid_by) => onChange({ paid_by: paid_by ?? 'home' })}
    />
  );
}

function Probation({ draft, errorAt, onChange }: TermsFieldsProps) {
  const t = useText();
  return (
    <DateField
      label={t('changes.field.probation_last_day')}
      value={draft.probation_last_day}
      error={errorAt('probation_last_day')}
      onChange={(probation_last_day) => onChange({ probation_last_day })}
    />
  );
}

function HiredOn({ draft, errorAt, onChange }: TermsFieldsProps) {
  const t = useText();
  return (
    <DateField
      label={t('changes.field.hired_on')}
      value={draft.hired_on}
      error={errorAt('hired_on')}
      onChange={(hired_on) => onChange({ hired_on })}
    />
  );
}

function Retirement({ draft, onChange }: TermsFieldsProps) {
  const t = useText();
  return (
    <>
      <SelectField
        label={t('changes.retire.category')}
        value={draft.category}
        options={(['male_60', 'female_55', 'female_50'] as const).map((value) => ({
          value,
          title: t(`changes.retire.${value}`),
        }))}
        onChange={(category) => onChange({ category: category ?? 'male_60' })}
      />
      <RadioGroup
        label={t('changes.retire.choice')}
        value={draft.choice}
        onChange={(choice) => onChange({ choice })}
        choices={(['statutory', 'early', 'late'] as const).map((value) => ({
          value,
          title: t(`changes.retire.${value}`),
          note: t(`changes.retire.${value}.note`),
        }))}
      />
    </>
  );
}
