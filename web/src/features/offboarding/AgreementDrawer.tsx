import { useState } from 'react';
import { recordAgreement } from '../../api/offboarding';
import { findPeople } from '../../api/people';
import type { Side } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, DateField, type Pick, PickField, RadioGroup, TextArea } from '../../ui/fields';
import { useToast } from '../../ui/Toast';
import { CostStep, useCost } from './CostStep';
import type { OpeningProps } from './PreDrawer';

/** An end that both agreed on (art. 36). When the employer proposed it, its cost is looked at first. */
export function AgreementDrawer({ open, person: fixed, onClose, onDone }: OpeningProps) {
  const t = useText();
  const toast = useToast();
  const [person, setPerson] = useState<Pick | null>(fixed);
  const [side, setSide] = useState<Side>('employee');
  const [day, setDay] = useState<string | null>(null);
  const [document, setDocument] = useState('');
  const [written, setWritten] = useState(false);
  const [tried, setTried] = useState(false);
  const cost = useCost(person?.id ?? null, day);
  const write = useWrite(recordAgreement, (opened) => {
    toast({ text: t('offboarding.agreement.done') });
    onClose();
    return onDone(opened.id);
  });
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  const errorAt = (field: string) => (write.problem?.field === field ? write.problem.message : null);
  const costly = side === 'employer';
  const submit = () => {
    setTried(true);
    if (!person || !day || !document.trim() || (costly && cost.acknowledged === null)) return;
    void write.run({
      person_id: person.id,
      written,
      proposed_by: side,
      last_day: day,
      document: document.trim(),
      acknowledged_preview_id: costly ? cost.acknowledged : null,
    });
  };
  return (
    <FormDrawer
      open={open}
      wide
      title={t('offboarding.record_agreement')}
      submit={t('offboarding.agreement.submit')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickField
        label={t('offboarding.person')}
        value={person}
        find={findPeople}
        disabled={fixed !== null}
        error={errorAt('person_id') ?? missing(!person)}
        onChange={setPerson}
        required
      />
      <RadioGroup
        label={t('offboarding.agreement.proposed_by')}
        value={side}
        onChange={setSide}
        choices={[
          {
            value: 'employee',
            title: t('offboarding.side.employee'),
            note: t('offboarding.agreement.employee.note'),
          },
          {
            value: 'employer',
            title: t('offboarding.side.employer'),
            note: t('offboarding.agreement.employer.note'),
          },
        ]}
      />
      <DateField
        label={t('offboarding.agreement.last_day')}
        value={day}
        error={errorAt('last_day') ?? missing(!day)}
        onChange={setDay}
        required
      />
      <TextArea
        label={t('offboarding.document')}
        hint={t('offboarding.document.hint')}
        value={document}
        rows={3}
        error={errorAt('document') ?? missing(!document.trim())}
        onChange={setDocument}
        required
      />
      <Checkbox label={t('offboarding.agreement.written')} checked={written} onChange={setWritten} />
      {costly && <CostStep cost={cost} tried={tried} />}
    </FormDrawer>
  );
}
