import { useState } from 'react';
import { recordBond } from '../../api/contracts';
import { useSession } from '../../api/session';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, MoneyField, type Pick, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useAct } from '../../ui/useAct';
import { PersonPick } from './PersonPick';

/** A new service-period agreement: only for training that the employer paid for. */
export function BondDrawer({ person, onClose }: { person: Pick | null; onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const [who, setWho] = useState(person?.id ?? null);
  const [training, setTraining] = useState('');
  const [provider, setProvider] = useState('');
  const [cost, setCost] = useState<number | null>(null);
  const [penalty, setPenalty] = useState<number | null>(null);
  const [signed, setSigned] = useState<string | null>(today);
  const [first, setFirst] = useState<string | null>(today);
  const [months, setMonths] = useState('24');
  const act = useAct(recordBond, onClose);
  const complete =
    who !== null &&
    cost !== null &&
    penalty !== null &&
    signed !== null &&
    first !== null &&
    !!training.trim() &&
    !!provider.trim();
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('contracts.bond.add')}
      submit={t('action.save')}
      onSubmit={() =>
        act.submit(complete, {
          person_id: who ?? '',
          training: training.trim(),
          provider: provider.trim(),
          cost_fen: cost ?? 0,
          penalty_fen: penalty ?? 0,
          signed_on: signed ?? '',
          first_day: first ?? '',
          months: Number.parseInt(months, 10) || 0,
        })
      }
    >
      <Notice icon="guard">{t('contracts.bond.law')}</Notice>
      <PersonPick given={person} error={act.errorAt('person_id', who === null)} onChange={setWho} />
      <TextField
        label={t('service_bond.training')}
        value={training}
        error={act.errorAt('training', !training.trim())}
        onChange={setTraining}
        required
      />
      <TextField
        label={t('service_bond.provider')}
        value={provider}
        error={act.errorAt('provider', !provider.trim())}
        onChange={setProvider}
        required
      />
      <MoneyField
        label={t('service_bond.cost')}
        value={cost}
        error={act.errorAt('cost_fen', cost === null)}
        onChange={setCost}
        required
      />
      <MoneyField
        label={t('service_bond.penalty')}
        value={penalty}
        error={act.errorAt('penalty_fen', penalty === null)}
        onChange={setPenalty}
        required
      />
      <DateField
        label={t('service_bond.signed_on')}
        value={signed}
        error={act.errorAt('signed_on', signed === null)}
        onChange={setSigned}
        required
      />
      <DateField
        label={t('service_bond.first_day')}
        value={first}
        error={act.errorAt('first_day', first === null)}
        onChange={setFirst}
        required
      />
      <TextField
        label={t('service_bond.months')}
        value={months}
        inputMode="numeric"
        error={act.errorAt('months')}
        onChange={setMonths}
        required
      />
    </FormDrawer>
  );
}
