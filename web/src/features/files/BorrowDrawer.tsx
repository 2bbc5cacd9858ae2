import { useState } from 'react';
import { askFileLoan } from '../../api/files';
import { useCatalogue } from '../../api/organisation';
import { findPeople } from '../../api/people';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, type Pick, PickField, SelectField, TextArea, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';

/** Asks personnel to see a part of somebody's file for some days. */
export function BorrowDrawer({
  open,
  person,
  category,
  onClose,
}: {
  open: boolean;
  person: Pick | null;
  category: string | null;
  onClose: () => void;
}) {
  // A form that was closed begins anew.
  return open ? <BorrowForm given={person} wanted={category} onClose={onClose} /> : null;
}

function BorrowForm({
  given,
  wanted,
  onClose,
}: {
  given: Pick | null;
  wanted: string | null;
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const { choices } = useCatalogue();
  const [person, setPerson] = useState<Pick | null>(given);
  const [unseen, setUnseen] = useState(false);
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const [category, setCategory] = useState<string | null>(wanted);
  const [reason, setReason] = useState('');
  const [days, setDays] = useState('3');
  const [tried, setTried] = useState(false);
  const write = useWrite(askFileLoan, () => {
    toast({ text: t('files.loan.sent') });
    onClose();
  });
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  const whose = unseen ? { employee_no: number.trim(), full_name: name.trim() } : { person_id: person?.id };
  const submit = () => {
    setTried(true);
    const named = unseen ? number.trim() && name.trim() : person;
    if (!named || !category || reason.trim().length < 2 || !(Number(days) > 0)) return;
    void write.run({ ...whose, category, reason: reason.trim(), days: Number(days) });
  };
  return (
    <FormDrawer
      open
      title={t('files.borrow')}
      submit={t('files.loan.ask')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <Notice>{t('files.loan.note')}</Notice>
      {given === null && !unseen && (
        <PickField
          required
          label={t('files.person')}
          value={person}
          error={missing(!person)}
          find={findPeople}
          onChange={setPerson}
        />
      )}
      {given === null && <Checkbox label={t('files.loan.unseen')} checked={unseen} onChange={setUnseen} />}
      {unseen && (
        <>
          <TextField
            required
            label={t('employment.employee_no')}
            value={number}
            error={missing(!number.trim())}
            onChange={setNumber}
          />
          <TextField
            required
            label={t('person.full_name')}
            value={name}
            error={missing(!name.trim())}
            onChange={setName}
          />
        </>
      )}
      <SelectField
        required
        label={t('file.category')}
        value={category}
        options={choices('file_category')}
        error={missing(!category)}
        onChange={setCategory}
      />
      <TextArea
        required
        label={t('file_loan.reason')}
        value={reason}
        error={missing(reason.trim().length < 2)}
        onChange={setReason}
      />
      <TextField
        required
        label={t('file_loan.days')}
        hint={t('files.loan.days.hint')}
        inputMode="numeric"
        value={days}
        error={missing(!(Number(days) > 0))}
        onChange={setDays}
      />
    </FormDrawer>
  );
}
