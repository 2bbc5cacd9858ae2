import { useState } from 'react';
import { putTerms } from '../../api/contracts';
import { useCatalogue } from '../../api/organisation';
import type { ContractView, TermsInput } from '../../api/types';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, SelectField, TextField } from '../../ui/fields';
import { useAct } from '../../ui/useAct';

const whole = (text: string) => (text.trim() === '' ? null : Number.parseInt(text, 10));
const tenths = (text: string) => (text.trim() === '' ? null : Math.round(Number.parseFloat(text) * 10));
const said = (number: number | null | undefined, parts = 1) =>
  number === null || number === undefined ? '' : String(number / parts);

/** What a contract says beside its kind and its days. */
export function TermsDrawer({ contract, onClose }: { contract: ContractView; onClose: () => void }) {
  const t = useText();
  const places = usePlaces();
  const { choices } = useCatalogue();
  const old = contract.terms;
  const [text, setText] = useState({
    number: old?.number ?? '',
    signed_by: old?.signed_by ?? '',
    agency: old?.agency ?? '',
    probation: said(old?.probation_months),
    day: said(old?.tenth_hours_a_day, 10),
    week: said(old?.tenth_hours_a_week, 10),
    pay: said(old?.pay_days),
  });
  const [work, setWork] = useState<string | null>(old?.work_place ?? null);
  const [insured, setInsured] = useState<string | null>(old?.insured_place ?? null);
  const [time, setTime] = useState<string | null>(old?.working_time ?? null);
  const [permit, setPermit] = useState<string | null>(contract.permit_last_day);
  const act = useAct(putTerms, onClose);
  const set = (name: keyof typeof text) => (value: string) => setText({ ...text, [name]: value });
  const terms: TermsInput = {
    number: text.number.trim() || null,
    signed_by: text.signed_by.trim() || null,
    work_place: work,
    insured_place: insured,
    working_time: time,
    probation_months: whole(text.probation),
    tenth_hours_a_day: tenths(text.day),
    tenth_hours_a_week: tenths(text.week),
    pay_days: whole(text.pay),
    agency: text.agency.trim() || null,
    permit_last_day: permit,
  };
  const id = contract.contract?.id ?? '';
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('contracts.terms')}
      submit={t('action.save')}
      onSubmit={() => act.submit(id !== '', id, terms)}
    >
      <TextField label={t('contract_terms.number')} value={text.number} onChange={set('number')} />
      <TextField label={t('contract_terms.signed_by')} value={text.signed_by} onChange={set('signed_by')} />
      <SelectField
        label={t('contract_terms.work_place')}
        value={work}
        options={places.choices}
        error={act.errorAt('work_place')}
        onChange={setWork}
      />
      <SelectField
        label={t('contract_terms.insured_place')}
        value={insured}
        options={places.choices}
        error={act.errorAt('insured_place')}
        onChange={setInsured}
      />
      <SelectField
        label={t('contract_terms.working_time')}
        value={time}
        options={choices('working_time')}
        error={act.errorAt('working_time')}
        onChange={setTime}
      />
      <TextField
        label={t('contract_terms.probation_months')}
        hint={
          contract.probation_max_months === null
            ? undefined
            : t('contracts.probation_max', { n: contract.probation_max_months })
        }
        value={text.probation}
        inputMode="numeric"
        error={act.errorAt('probation_months')}
        onChange={set('probation')}
      />
      <TextField
        label={t('contracts.hours_a_day')}
        value={text.day}
        inputMode="decimal"
        error={act.errorAt('tenth_hours_a_day')}
        onChange={set('day')}
      />
      <TextField
        label={t('contracts.hours_a_week')}
        value={text.week}
        inputMode="decimal"
        error={act.errorAt('tenth_hours_a_week')}
        onChange={set('week')}
      />
      <TextField
        label={t('contract_terms.pay_days')}
        value={text.pay}
        inputMode="numeric"
        error={act.errorAt('pay_days')}
        onChange={set('pay')}
      />
      <TextField label={t('contract_terms.agency')} value={text.agency} onChange={set('agency')} />
      <DateField label={t('contract_terms.permit_last_day')} value={permit} onChange={setPermit} />
    </FormDrawer>
  );
}
