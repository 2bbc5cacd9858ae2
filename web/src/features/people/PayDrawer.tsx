import { type FormEvent, useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import { changePay } from '../../api/people';
import type { PersonPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { DateField, MoneyField, SelectField } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import styles from './people.module.css';

/** A new base pay from a day on, with its coded reason. */
export function PayDrawer({
  person,
  open,
  onClose,
}: {
  person: PersonPage;
  open: boolean;
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const { choices } = useCatalogue();
  const [day, setDay] = useState<string | null>(null);
  const [fen, setFen] = useState<number | null>(null);
  const [reason, setReason] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(changePay, () => {
    toast({ text: t('people.pay.done', { name: person.full_name }) });
    onClose();
  });
  const errorAt = (field: string, value: unknown) =>
    write.problem?.field === field ? write.problem.message : tried && !value ? t('ui.field.missing') : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (day && fen !== null && reason)
      void write.run(person.person_id, { first_day: day, base_pay_fen: fen, reason });
  };
  return (
    <Drawer
      open={open}
      title={t('people.pay')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="pay" look="primary" busy={write.busy}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <form id="pay" className={styles.form} onSubmit={submit} noValidate>
        <ProblemNotice problem={write.problem} />
        <DateField
          label={t('compensation.valid_from')}
          value={day}
          error={errorAt('first_day', day)}
          onChange={setDay}
          required
        />
        <MoneyField
          label={t('compensation.base_pay')}
          value={fen}
          error={errorAt('base_pay_fen', fen)}
          onChange={setFen}
          required
        />
        <SelectField
          label={t('compensation.reason')}
          value={reason}
          options={choices('pay_reason')}
          error={errorAt('reason', reason)}
          onChange={setReason}
          required
        />
      </form>
    </Drawer>
  );
}
