import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { openDiscipline, workRulesQuery } from '../../api/conduct';
import { useCatalogue } from '../../api/organisation';
import { findPeople } from '../../api/people';
import { useSession } from '../../api/session';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, type Pick, PickField, SelectField, TextArea, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useAct } from '../../ui/useAct';

/** A new case; the server refuses a version that the person had not acknowledged. */
export function DisciplineDrawer({ onClose }: { onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const { choices } = useCatalogue();
  const rules = useQuery(workRulesQuery).data?.items ?? [];
  const [person, setPerson] = useState<Pick | null>(null);
  const [rule, setRule] = useState<string | null>(null);
  const [clause, setClause] = useState('');
  const [measure, setMeasure] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(today);
  const [facts, setFacts] = useState('');
  const act = useAct(openDiscipline, onClose);
  const complete =
    person !== null && rule !== null && measure !== null && day !== null && !!clause.trim() && !!facts.trim();
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('conduct.discipline.open')}
      submit={t('conduct.discipline.open')}
      onSubmit={() =>
        act.submit(complete, {
          person_id: person?.id ?? '',
          work_rule_id: rule ?? '',
          clause: clause.trim(),
          measure: measure ?? '',
          incident_on: day ?? '',
          facts: facts.trim(),
        })
      }
    >
      <Notice icon="guard">{t('conduct.discipline.note')}</Notice>
      <PickField
        label={t('conduct.person')}
        value={person}
        find={findPeople}
        error={act.errorAt('person_id', person === null)}
        onChange={setPerson}
        required
      />
      <SelectField
        label={t('conduct.discipline.rule')}
        value={rule}
        options={rules
          .filter((one) => one.state !== 'draft')
          .map((one) => ({
            value: one.id,
            title: t('conduct.discipline.rule_of', { title: one.title, n: one.version }),
          }))}
        error={act.errorAt('work_rule_id', rule === null)}
        onChange={setRule}
        required
      />
      <TextField
        label={t('discipline.clause')}
        value={clause}
        error={act.errorAt('clause', !clause.trim())}
        onChange={setClause}
        required
      />
      <SelectField
        label={t('discipline.measure')}
        value={measure}
        options={choices('discipline_measure')}
        error={act.errorAt('measure', measure === null)}
        onChange={setMeasure}
        required
      />
      <DateField
        label={t('discipline.incident_on')}
        value={day}
        max={today}
        error={act.errorAt('incident_on', day === null)}
        onChange={setDay}
        required
      />
      <TextArea
        label={t('discipline.facts')}
        value={facts}
        rows={5}
        error={act.errorAt('facts', !facts.trim())}
        onChange={setFacts}
        required
      />
    </FormDrawer>
  );
}
