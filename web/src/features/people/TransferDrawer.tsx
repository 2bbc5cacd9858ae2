import { type FormEvent, useState } from 'react';
import { useUnitChoices } from '../../api/organisation';
import { findPeople, transferPerson } from '../../api/people';
import type { PersonPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { DateField, type Pick, PickField, SelectField, TextField } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import styles from './people.module.css';

/** A new unit, manager, position, level or place from a day on. What is left as it is stays. */
export function TransferDrawer({
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
  const units = useUnitChoices();
  const places = usePlaces();
  const [day, setDay] = useState<string | null>(null);
  const [unit, setUnit] = useState<string | null>(person.unit_path.at(-1)?.id ?? null);
  const [manager, setManager] = useState<Pick | null>(
    person.manager && { id: person.manager.id, title: person.manager.full_name },
  );
  const [position, setPosition] = useState(person.position ?? '');
  const [level, setLevel] = useState(person.job_level ?? '');
  const [place, setPlace] = useState(person.place);
  const [tried, setTried] = useState(false);
  const write = useWrite(
    (first_day: string) =>
      transferPerson(person.person_id, {
        first_day,
        unit_id: unit,
        manager_id: manager?.id ?? null,
        position: position.trim() || null,
        job_level: level.trim() || null,
        place,
      }),
    () => {
      toast({ text: t('people.transfer.done', { name: person.full_name }) });
      onClose();
    },
  );
  const errorAt = (field: string) => (write.problem?.field === field ? write.problem.message : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (day) void write.run(day);
  };
  return (
    <Drawer
      open={open}
      title={t('people.transfer')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form="transfer" look="primary" busy={write.busy}>
            {t('people.transfer.submit')}
          </Button>
        </>
      }
    >
      <form id="transfer" className={styles.form} onSubmit={submit} noValidate>
        <ProblemNotice problem={write.problem} />
        <DateField
          label={t('assignment.valid_from')}
          value={day}
          error={errorAt('first_day') ?? (tried && !day ? t('ui.field.missing') : null)}
          onChange={setDay}
          required
        />
        <SelectField
          label={t('assignment.unit_id')}
          value={unit}
          options={units}
          error={errorAt('unit_id')}
          onChange={setUnit}
        />
        <PickField
          label={t('assignment.manager_id')}
          value={manager}
          error={errorAt('manager_id')}
          find={findPeople}
          onChange={setManager}
        />
        <TextField label={t('assignment.position')} value={position} onChange={setPosition} />
        <TextField label={t('assignment.job_level')} value={level} onChange={setLevel} />
        <SelectField
          label={t('assignment.place')}
          value={place}
          options={places.choices}
          onChange={setPlace}
        />
        <Notice>{t('people.transfer.note')}</Notice>
      </form>
    </Drawer>
  );
}
