import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import { revealField } from '../../api/people';
import { contactQuery, correctPerson } from '../../api/profile';
import { useMay, useSession } from '../../api/session';
import type { PersonPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { FormDrawer } from '../../ui/FormDrawer';
import { TextField } from '../../ui/fields';
import { Masked, Shown } from '../../ui/Hidden';
import { Notice } from '../../ui/Notice';
import { type DataField, PersonDataFields } from '../../ui/PersonDataFields';
import { useToast } from '../../ui/Toast';

type Delicate = 'phone' | 'identity_number' | 'bank_account' | 'base_pay_fen' | 'email';

/** What stands beside the timeline: terms of work, and what is delicate, masked until asked for. */
export function PersonFacts({ person }: { person: PersonPage }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const places = usePlaces();
  return (
    <>
      <Card title={t('people.facts.work')}>
        <Facts
          items={[
            [t('employment.legal_entity_id'), person.legal_entity?.name],
            [
              t('employment.kind'),
              <Shown key="employment" name="employment_kind" redacted={person.redacted}>
                {nameOf('employment_kind', person.employment_kind)}
              </Shown>,
            ],
            [t('assignment.place'), places.nameOf(person.place)],
            [
              t('employment.probation_until'),
              <Shown key="probation" name="probation_last_day" redacted={person.redacted}>
                {format.day(person.probation_last_day)}
              </Shown>,
            ],
            [
              t('contract.kind'),
              <Shown key="kind" name="contract_kind" redacted={person.redacted}>
                {nameOf('contract_kind', person.contract_kind) || t('ui.none')}
              </Shown>,
            ],
            [
              t('contract.valid_until'),
              <Shown key="end" name="contract_last_day" redacted={person.redacted}>
                {person.contract_last_day ??
                  (person.contract_kind === 'open_ended' ? t('people.open_ended') : t('ui.none'))}
              </Shown>,
            ],
            person.last_day ? [t('employment.valid_until'), format.day(person.last_day)] : null,
          ]}
        />
      </Card>
      <PrivateFacts person={person} />
    </>
  );
}

/** What is delicate, with the way to correct it. */
function PrivateFacts({ person }: { person: PersonPage }) {
  const t = useText();
  const may = useMay();
  const { person_id } = useSession();
  const contact = useQuery(contactQuery(person.person_id)).data;
  const [correcting, setCorrecting] = useState(false);
  const delicate = (field: Delicate) => <DelicateValue person={person} field={field} />;
  const beside = (field: 'address' | 'emergency_name' | 'emergency_phone') =>
    contact && (
      <Shown name={field} redacted={contact.redacted}>
        {contact[field] ?? t('ui.none')}
      </Shown>
    );
  return (
    <Card
      title={t('people.facts.private')}
      note={t('people.facts.private.note')}
      extra={
        may('person.write') &&
        person.person_id !== person_id && (
          <Button size="small" onClick={() => setCorrecting(true)}>
            {t('people.correct')}
          </Button>
        )
      }
    >
      <Facts
        items={[
          [t('compensation.base_pay'), delicate('base_pay_fen')],
          [t('person.phone'), delicate('phone')],
          [t('person.email'), delicate('email')],
          [t('person_contact.address'), beside('address')],
          [t('person_contact.emergency_name'), beside('emergency_name')],
          [t('person_contact.emergency_phone'), beside('emergency_phone')],
          [t('person.identity_number'), delicate('identity_number')],
          [t('person.bank_account'), delicate('bank_account')],
        ]}
      />
      <CorrectDrawer
        key={correcting ? 'open' : 'closed'}
        person={person.person_id}
        open={correcting}
        onClose={() => setCorrecting(false)}
      />
    </Card>
  );
}

function CorrectDrawer({ person, open, onClose }: { person: string; open: boolean; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const [values, setValues] = useState<Partial<Record<DataField, string>>>({});
  const [reason, setReason] = useState('');
  const write = useWrite(correctPerson, () => {
    toast({ text: t('people.correct.done') });
    onClose();
  });
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
  return (
    <FormDrawer
      open={open}
      title={t('people.correct')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => void write.run(person, { values: filled, reason })}
    >
      <Notice>{t('people.correct.rule')}</Notice>
      <PersonDataFields
        values={values}
        problem={write.problem}
        onChange={(field, value) => setValues({ ...values, [field]: value })}
      />
      <TextField
        label={t('ui.reason')}
        value={reason}
        error={write.problem?.field === 'reason' ? write.problem.message : null}
        onChange={setReason}
        required
      />
    </FormDrawer>
  );
}

function DelicateValue({ person, field }: { person: PersonPage; field: Delicate }) {
  const t = useText();
  const may = useMay();
  const format = useFormats();
  const show = (value: string | number | null) => {
    if (value === null) return t('ui.none');
    return field === 'base_pay_fen' ? format.money(Number(value)) : String(value);
  };
  const masked = person.masked.includes(field);
  return (
    <Shown name={field} redacted={person.redacted}>
      {masked && may('person.reveal') ? (
        <Masked
          label={t('ui.reveal.title')}
          mask={person[field] === null ? undefined : String(person[field])}
          reveal={async (reason) => {
            const { person_id, as_of, known_at } = person;
            return show(await revealField(person_id, { field, reason, as_of, known_at }));
          }}
        />
      ) : (
        show(masked && person[field] === null ? '••••••' : person[field])
      )}
    </Shown>
  );
}
