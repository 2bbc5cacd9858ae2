import { useCatalogue } from '../../api/organisation';
import type { ApiProblem } from '../../api/problem';
import type { ImportDefaults } from '../../api/types';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { Checkbox, DateField, RadioGroup, SelectField, TextField } from '../../ui/fields';
import styles from './imports.module.css';

interface DefaultsFormProps {
  value: ImportDefaults;
  /** Why the mapping was refused; shown at the field it is about. */
  problem: ApiProblem | null;
  onChange: (value: ImportDefaults) => void;
}

/** What the file lacks. Every assumption is stated here and again in the report. */
export function DefaultsForm({ value, problem, onChange }: DefaultsFormProps) {
  const t = useText();
  const { choices } = useCatalogue();
  const places = usePlaces();
  const errorAt = (field: keyof ImportDefaults) =>
    problem?.field === `defaults/${field}` ? problem.message : null;
  const set = (change: Partial<ImportDefaults>) => onChange({ ...value, ...change });
  return (
    <div className="stack">
      <div className={styles.form}>
        <TextField
          label={t('import.default.legal_entity')}
          value={value.legal_entity}
          error={errorAt('legal_entity')}
          onChange={(legal_entity) => set({ legal_entity })}
        />
        <SelectField
          label={t('import.default.legal_entity_place')}
          value={value.legal_entity_place}
          options={places.choices}
          onChange={(place) => set({ legal_entity_place: place ?? 'CN' })}
        />
        <TextField
          label={t('import.default.unit_root')}
          value={value.unit_root}
          error={errorAt('unit_root')}
          onChange={(unit_root) => set({ unit_root })}
          required
        />
        <TextField
          label={t('import.default.unit_separator')}
          value={value.unit_separator ?? ''}
          onChange={(separator) => set({ unit_separator: separator || null })}
        />
        <TextField
          label={t('assignment.position')}
          value={value.position}
          onChange={(position) => set({ position })}
        />
        <SelectField
          label={t('assignment.place')}
          value={value.place}
          options={places.choices}
          onChange={(place) => set({ place: place ?? 'CN' })}
        />
        <SelectField
          label={t('employment.kind')}
          value={value.employment_kind}
          options={choices('employment_kind')}
          onChange={(kind) => set({ employment_kind: kind ?? 'full_time' })}
        />
        <SelectField
          label={t('assignment.working_time')}
          value={value.working_time}
          options={choices('working_time')}
          onChange={(kind) => set({ working_time: kind ?? 'standard' })}
        />
        <SelectField
          label={t('contract.kind')}
          value={value.contract_kind}
          options={[...choices('contract_kind'), { value: 'none', title: t('import.default.no_contract') }]}
          onChange={(kind) => set({ contract_kind: kind ?? 'open_ended' })}
        />
        <SelectField
          label={t('employment.exit_ground')}
          value={value.exit_ground}
          options={choices('exit_ground')}
          onChange={(ground) => set({ exit_ground: ground ?? 'unknown' })}
        />
        <SelectField
          label={t('import.default.pay_period')}
          value={value.pay_period}
          options={[
            { value: 'month', title: t('import.default.pay_period.month') },
            { value: 'year', title: t('import.default.pay_period.year') },
          ]}
          onChange={(period) => set({ pay_period: period === 'year' ? 'year' : 'month' })}
        />
      </div>
      <Checkbox
        label={t('import.default.create_legal_entities')}
        checked={value.create_legal_entities}
        onChange={(create_legal_entities) => set({ create_legal_entities })}
      />
      <Knowledge value={value} set={set} />
    </div>
  );
}

/** When the firm could know what the file says decides what the past looked like, so it is asked and not assumed. */
function Knowledge({
  value,
  set,
}: {
  value: ImportDefaults;
  set: (change: Partial<ImportDefaults>) => void;
}) {
  const t = useText();
  return (
    <>
      <RadioGroup
        label={t('import.knowledge')}
        value={value.knowledge}
        onChange={(knowledge) => set({ knowledge })}
        choices={[
          {
            value: 'history',
            title: t('import.knowledge.history'),
            note: t('import.knowledge.history.note'),
          },
          {
            value: 'snapshot',
            title: t('import.knowledge.snapshot'),
            note: t('import.knowledge.snapshot.note'),
          },
        ]}
      />
      <div className={styles.form}>
        {value.knowledge === 'snapshot' ? (
          <DateField
            label={t('import.known_on')}
            value={value.known_on ?? null}
            onChange={(known_on) => set({ known_on })}
          />
        ) : (
          <TextField
            label={t('import.lag_days')}
            inputMode="numeric"
            value={String(value.lag_days)}
            onChange={(days) => set({ lag_days: Number.parseInt(days, 10) || 0 })}
          />
        )}
        <SelectField
          label={t('import.future')}
          value={value.future_hires}
          options={[
            { value: 'leave_out', title: t('import.future.leave_out') },
            { value: 'plan', title: t('import.future.plan') },
          ]}
          onChange={(future) => set({ future_hires: future === 'plan' ? 'plan' : 'leave_out' })}
        />
      </div>
    </>
  );
}
