import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useDeferredValue, useState } from 'react';
import { useCatalogue, useEntityChoices, useUnitChoices } from '../../api/organisation';
import { findPeople, hirePerson } from '../../api/people';
import type { ApiProblem } from '../../api/problem';
import { nextNumberQuery } from '../../api/standard';
import type { Hire } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import {
  Checkbox,
  DateField,
  MoneyField,
  type Pick,
  PickField,
  SelectField,
  TextField,
} from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import styles from './people.module.css';

type Draft = Record<
  'full_name' | 'identity_number' | 'phone' | 'email' | 'employee_no' | 'position' | 'job_level',
  string
> & {
  legal_entity_id: string | null;
  unit_id: string | null;
  place: string | null;
  kind: string | null;
  working_time: string | null;
  contract_kind: string | null;
  hired_on: string | null;
  probation_last_day: string | null;
  contract_last_day: string | null;
  manager: Pick | null;
  base_pay_fen: number | null;
};

const blank: Draft = {
  full_name: '',
  identity_number: '',
  phone: '',
  email: '',
  employee_no: '',
  position: '',
  job_level: '',
  legal_entity_id: null,
  unit_id: null,
  place: null,
  kind: 'full_time',
  working_time: 'standard',
  contract_kind: 'fixed_term',
  hired_on: null,
  probation_last_day: null,
  contract_last_day: null,
  manager: null,
  base_pay_fen: null,
};

const required = [
  'full_name',
  'legal_entity_id',
  'unit_id',
  'position',
  'place',
  'hired_on',
  'kind',
  'working_time',
] as const;

/** The wire's form of the draft, once nothing required is missing. */
function hireOf(draft: Draft): Hire | null {
  const { legal_entity_id, unit_id, place, kind, working_time, hired_on } = draft;
  if (!legal_entity_id || !unit_id || !place || !kind || !working_time || !hired_on) return null;
  const text = (value: string) => value.trim() || null;
  return {
    person_id: null,
    person: {
      full_name: draft.full_name.trim(),
      identity_number: text(draft.identity_number),
      phone: text(draft.phone),
      email: text(draft.email),
      bank_account: null,
      birth_date: null,
      sex: null,
    },
    legal_entity_id,
    employee_no: draft.employee_no.trim(),
    kind,
    hired_on,
    probation_last_day: draft.probation_last_day,
    contract: draft.contract_kind
      ? { kind: draft.contract_kind, first_day: hired_on, last_day: draft.contract_last_day, signed_on: null }
      : null,
    unit_id,
    manager_id: draft.manager?.id ?? null,
    position: draft.position.trim(),
    job_level: text(draft.job_level),
    place,
    working_time,
    base_pay_fen: draft.base_pay_fen,
  };
}

/** Where the server's pointer leads in this form. */
function pointed(problem: ApiProblem | null, field: string): string | null {
  const at = problem?.field?.replace(/^person\//, '').replace('contract/', 'contract_');
  return problem && at === field ? problem.message : null;
}

export function HireDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(blank);
  const [tried, setTried] = useState(false);
  const [onboarding, setOnboarding] = useState(true);
  const write = useWrite(hirePerson, async (hired) => {
    toast({ text: t('people.hire.done', { name: draft.full_name.trim() }) });
    setDraft(blank);
    onClose();
    await navigate({ to: '/people/$personId', params: { personId: hired.person_id } });
  });
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const missing = (field: (typeof required)[number]) => tried && !draft[field];
  const errorOf = (field: keyof Draft): string | null =>
    pointed(write.problem, field) ??
    (required.some((name) => name === field && missing(name)) ? t('ui.field.missing') : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const hire = hireOf(draft);
    if (hire && required.every((field) => draft[field])) void write.run(hire, onboarding);
  };
  return (
    <Drawer
      open={open}
      wide
      title={t('people.hire')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="hire" look="primary" busy={write.busy}>
            {t('people.hire.submit')}
          </Button>
        </>
      }
    >
      <form id="hire" className={styles.form} onSubmit={submit} noValidate>
        <ProblemNotice problem={write.problem} />
        <WhoFields draft={draft} set={set} errorOf={errorOf} />
        <WorkFields draft={draft} set={set} errorOf={errorOf} />
        <TermFields draft={draft} set={set} errorOf={errorOf} />
        <Checkbox label={t('people.hire.onboarding')} checked={onboarding} onChange={setOnboarding} />
      </form>
    </Drawer>
  );
}

interface PartProps {
  draft: Draft;
  set: (change: Partial<Draft>) => void;
  errorOf: (field: keyof Draft) => string | null;
}

function WhoFields({ draft, set, errorOf }: PartProps) {
  const t = useText();
  return (
    <>
      <h3>{t('people.hire.who')}</h3>
      <div className={styles.pair}>
        <TextField
          label={t('person.full_name')}
          value={draft.full_name}
          error={errorOf('full_name')}
          onChange={(full_name) => set({ full_name })}
          required
        />
        <TextField
          label={t('person.identity_number')}
          value={draft.identity_number}
          error={errorOf('identity_number')}
          onChange={(identity_number) => set({ identity_number })}
        />
        <TextField
          label={t('person.phone')}
          type="tel"
          value={draft.phone}
          error={errorOf('phone')}
          onChange={(phone) => set({ phone })}
        />
        <TextField
          label={t('person.email')}
          type="email"
          value={draft.email}
          error={errorOf('email')}
          onChange={(email) => set({ email })}
        />
      </div>
    </>
  );
}

function WorkFields({ draft, set, errorOf }: PartProps) {
  const t = useText();
  const units = useUnitChoices();
  const places = usePlaces();
  return (
    <>
      <h3>{t('people.hire.work')}</h3>
      <div className={styles.pair}>
        <SelectField
          label={t('assignment.unit_id')}
          value={draft.unit_id}
          options={units}
          error={errorOf('unit_id')}
          onChange={(unit_id) => set({ unit_id })}
          required
        />
        <PickField
          label={t('assignment.manager_id')}
          value={draft.manager}
          find={findPeople}
          onChange={(manager) => set({ manager })}
        />
        <TextField
          label={t('assignment.position')}
          value={draft.position}
          error={errorOf('position')}
          onChange={(position) => set({ position })}
          required
        />
        <TextField
          label={t('assignment.job_level')}
          value={draft.job_level}
          onChange={(job_level) => set({ job_level })}
        />
        <SelectField
          label={t('assignment.place')}
          value={draft.place}
          options={places.choices}
          error={errorOf('place')}
          onChange={(place) => set({ place })}
          required
        />
      </div>
    </>
  );
}

function TermFields({ draft, set, errorOf }: PartProps) {
  const t = useText();
  const { choices } = useCatalogue();
  const entities = useEntityChoices();
  return (
    <>
      <h3>{t('people.hire.terms')}</h3>
      <div className={styles.pair}>
        <SelectField
          label={t('employment.legal_entity_id')}
          value={draft.legal_entity_id}
          options={entities}
          error={errorOf('legal_entity_id')}
          onChange={(legal_entity_id) => set({ legal_entity_id })}
          required
        />
        <NumberField draft={draft} set={set} errorOf={errorOf} />
        <DateField
          label={t('employment.valid_from')}
          value={draft.hired_on}
          error={errorOf('hired_on')}
          onChange={(hired_on) => set({ hired_on })}
          required
        />
        <SelectField
          label={t('employment.kind')}
          value={draft.kind}
          options={choices('employment_kind')}
          error={errorOf('kind')}
          onChange={(kind) => set({ kind })}
          required
        />
        <SelectField
          label={t('contract.kind')}
          value={draft.contract_kind}
          options={choices('contract_kind')}
          error={errorOf('contract_kind')}
          onChange={(contract_kind) => set({ contract_kind })}
        />
        <DateField
          label={t('contract.valid_until')}
          value={draft.contract_last_day}
          error={errorOf('contract_last_day')}
          disabled={draft.contract_kind === 'open_ended'}
          onChange={(contract_last_day) => set({ contract_last_day })}
        />
        <DateField
          label={t('employment.probation_until')}
          value={draft.probation_last_day}
          error={errorOf('probation_last_day')}
          onChange={(probation_last_day) => set({ probation_last_day })}
        />
        <SelectField
          label={t('assignment.working_time')}
          value={draft.working_time}
          options={choices('working_time')}
          error={errorOf('working_time')}
          onChange={(working_time) => set({ working_time })}
          required
        />
        <MoneyField
          label={t('compensation.base_pay')}
          value={draft.base_pay_fen}
          error={errorOf('base_pay_fen')}
          onChange={(base_pay_fen) => set({ base_pay_fen })}
        />
      </div>
    </>
  );
}

/** The employee number: by rule when it is left empty, looked at when it is given. */
function NumberField({ draft, set, errorOf }: PartProps) {
  const t = useText();
  const { legal_entity_id, unit_id, hired_on } = draft;
  const given = useDeferredValue(draft.employee_no.trim());
  const next = useQuery(
    nextNumberQuery(
      legal_entity_id && unit_id && hired_on
        ? { legal_entity_id, unit_id, hired_on, number: given || undefined }
        : null,
    ),
  ).data;
  const unfit =
    given !== '' && next?.fits === false ? t('people.hire.number.unfit', { rule: next.rule ?? '' }) : null;
  const taken = given !== '' && next?.taken ? t('people.hire.number.taken') : null;
  const hint =
    next?.number && given === '' ? t('people.hire.auto_number.hint', { number: next.number }) : unfit;
  return (
    <TextField
      label={t('employment.employee_no')}
      value={draft.employee_no}
      placeholder={next?.number ? t('people.hire.auto_number') : undefined}
      hint={hint}
      error={errorOf('employee_no') ?? taken ?? (next?.refuses ? unfit : null)}
      onChange={(employee_no) => set({ employee_no })}
    />
  );
}
