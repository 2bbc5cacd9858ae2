import { useState } from 'react';
import { recordNoncompete } from '../../api/contracts';
import { useCatalogue } from '../../api/organisation';
import { useSession } from '../../api/session';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, MoneyField, type Pick, SelectField, TextArea, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useAct } from '../../ui/useAct';
import { PersonPick } from './PersonPick';

/** A new non-compete agreement: who may be bound and how long is the law's. */
export function NoncompeteDrawer({ person, onClose }: { person: Pick | null; onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const { choices } = useCatalogue();
  const [who, setWho] = useState(person?.id ?? null);
  const [ground, setGround] = useState<string | null>(null);
  const [secrets, setSecrets] = useState('');
  const [business, setBusiness] = useState('');
  const [region, setRegion] = useState('');
  const [months, setMonths] = useState('12');
  const [monthly, setMonthly] = useState<number | null>(null);
  const [penalty, setPenalty] = useState<number | null>(null);
  const [signed, setSigned] = useState<string | null>(today);
  const act = useAct(recordNoncompete, onClose);
  const complete =
    who !== null &&
    ground !== null &&
    signed !== null &&
    !!secrets.trim() &&
    !!business.trim() &&
    !!region.trim();
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('contracts.noncompete.add')}
      submit={t('action.save')}
      onSubmit={() =>
        act.submit(complete, {
          person_id: who ?? '',
          ground: ground ?? '',
          secrets: secrets.trim(),
          business: business.trim(),
          region: region.trim(),
          months: Number.parseInt(months, 10) || 0,
          monthly_fen: monthly,
          penalty_fen: penalty,
          signed_on: signed ?? '',
        })
      }
    >
      <Notice icon="guard">{t('contracts.noncompete.law')}</Notice>
      <PersonPick given={person} error={act.errorAt('person_id', who === null)} onChange={setWho} />
      <SelectField
        label={t('noncompete.ground')}
        value={ground}
        options={choices('noncompete_ground')}
        error={act.errorAt('ground', ground === null)}
        onChange={setGround}
        required
      />
      <TextArea
        label={t('noncompete.secrets')}
        value={secrets}
        rows={3}
        error={act.errorAt('secrets', !secrets.trim())}
        onChange={setSecrets}
        required
      />
      <TextField
        label={t('noncompete.business')}
        value={business}
        error={act.errorAt('business', !business.trim())}
        onChange={setBusiness}
        required
      />
      <TextField
        label={t('noncompete.region')}
        value={region}
        error={act.errorAt('region', !region.trim())}
        onChange={setRegion}
        required
      />
      <TextField
        label={t('noncompete.months')}
        value={months}
        inputMode="numeric"
        error={act.errorAt('months')}
        onChange={setMonths}
        required
      />
      <MoneyField
        label={t('noncompete.monthly')}
        hint={t('contracts.noncompete.monthly.hint')}
        value={monthly}
        error={act.errorAt('monthly_fen')}
        onChange={setMonthly}
      />
      <MoneyField
        label={t('noncompete.penalty')}
        value={penalty}
        error={act.errorAt('penalty_fen')}
        onChange={setPenalty}
      />
      <DateField
        label={t('noncompete.signed_on')}
        value={signed}
        error={act.errorAt('signed_on', signed === null)}
        onChange={setSigned}
        required
      />
    </FormDrawer>
  );
}
