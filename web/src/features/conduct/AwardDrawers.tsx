import { useState } from 'react';
import { proposeAward, putAwardBudget } from '../../api/conduct';
import { useCatalogue, useUnitChoices } from '../../api/organisation';
import { findPeople } from '../../api/people';
import { useSession } from '../../api/session';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, MoneyField, type Pick, PickField, SelectField, TextField } from '../../ui/fields';
import { useAct } from '../../ui/useAct';

/** An award counts against the nearest budget above the person. */
export function AwardDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const { choices } = useCatalogue();
  const [person, setPerson] = useState<Pick | null>(null);
  const [kind, setKind] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [amount, setAmount] = useState<number | null>(null);
  const [day, setDay] = useState<string | null>(today);
  const act = useAct(proposeAward, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('conduct.award.propose')}
      submit={t('conduct.award.propose')}
      onSubmit={() =>
        act.submit(person !== null && kind !== null && day !== null && !!title.trim(), {
          person_id: person?.id ?? '',
          kind: kind ?? '',
          title: title.trim(),
          amount_fen: amount ?? 0,
          day: day ?? '',
        })
      }
    >
      <PickField
        label={t('conduct.person')}
        value={person}
        find={findPeople}
        error={act.errorAt('person_id', person === null)}
        onChange={setPerson}
        required
      />
      <SelectField
        label={t('award.kind')}
        value={kind}
        options={choices('award_kind')}
        error={act.errorAt('kind', kind === null)}
        onChange={setKind}
        required
      />
      <TextField
        label={t('award.title')}
        value={title}
        error={act.errorAt('title', !title.trim())}
        onChange={setTitle}
        required
      />
      <MoneyField
        label={t('award.amount')}
        hint={t('conduct.award.amount.hint')}
        value={amount}
        error={act.errorAt('amount_fen')}
        onChange={setAmount}
      />
      <DateField
        label={t('award.day')}
        value={day}
        error={act.errorAt('day', day === null)}
        onChange={setDay}
        required
      />
    </FormDrawer>
  );
}

/** What a unit may spend in a year. */
export function BudgetDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const units = useUnitChoices();
  const [unit, setUnit] = useState<string | null>(null);
  const [year, setYear] = useState(today.slice(0, 4));
  const [amount, setAmount] = useState<number | null>(null);
  const act = useAct(putAwardBudget, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('conduct.budget.put')}
      submit={t('action.save')}
      onSubmit={() =>
        act.submit(unit !== null && amount !== null, {
          unit_id: unit ?? '',
          year: Number.parseInt(year, 10) || 0,
          amount_fen: amount ?? 0,
        })
      }
    >
      <SelectField
        label={t('award_budget.unit_id')}
        value={unit}
        options={units}
        error={act.errorAt('unit_id', unit === null)}
        onChange={setUnit}
        required
      />
      <TextField
        label={t('award_budget.year')}
        value={year}
        inputMode="numeric"
        onChange={setYear}
        required
      />
      <MoneyField
        label={t('award_budget.amount')}
        value={amount}
        error={act.errorAt('amount_fen', amount === null)}
        onChange={setAmount}
        required
      />
    </FormDrawer>
  );
}
