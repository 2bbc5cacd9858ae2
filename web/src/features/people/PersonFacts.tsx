import { useCatalogue } from '../../api/organisation';
import { revealField } from '../../api/people';
import { useMay } from '../../api/session';
import type { PersonPage } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { Masked, Shown } from '../../ui/Hidden';

type Delicate = 'phone' | 'identity_number' | 'bank_account' | 'base_pay_fen' | 'email';

/** What stands beside the timeline: terms of work, and what is delicate, masked until asked for. */
export function PersonFacts({ person }: { person: PersonPage }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const places = usePlaces();
  const delicate = (field: Delicate) => <DelicateValue person={person} field={field} />;
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
      <Card title={t('people.facts.private')} note={t('people.facts.private.note')}>
        <Facts
          items={[
            [t('compensation.base_pay'), delicate('base_pay_fen')],
            [t('person.phone'), delicate('phone')],
            [t('person.email'), delicate('email')],
            [t('person.identity_number'), delicate('identity_number')],
            [t('person.bank_account'), delicate('bank_account')],
          ]}
        />
      </Card>
    </>
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
          reveal={async (reason) => show(await revealField(person.person_id, field, reason))}
        />
      ) : (
        show(masked && person[field] === null ? '••••••' : person[field])
      )}
    </Shown>
  );
}
