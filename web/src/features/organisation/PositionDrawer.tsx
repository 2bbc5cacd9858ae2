import { useState } from 'react';
import { putPosition } from '../../api/chart';
import { useCatalogue, useEntityChoices, useUnitChoices } from '../../api/organisation';
import { useSession } from '../../api/session';
import type { PositionView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, DateField, SelectField, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';
import { CustomCard } from '../custom/CustomCard';

/** A position of a unit from a day on: its title, its plan, whom it is for. */
export function PositionDrawer({
  unit,
  position,
  onClose,
}: {
  unit: string | null;
  position: PositionView | null;
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const { today } = useSession();
  const { choices } = useCatalogue();
  const units = useUnitChoices();
  const entities = useEntityChoices();
  const [unitId, setUnitId] = useState(position?.unit.id ?? unit);
  const [title, setTitle] = useState(position?.title ?? '');
  const [job, setJob] = useState(position?.job ?? null);
  const [level, setLevel] = useState(position?.job_level ?? '');
  const [headcount, setHeadcount] = useState(position ? String(position.planned) : '1');
  const [entity, setEntity] = useState(position?.legal_entity?.id ?? null);
  const [key, setKey] = useState(position?.key_position ?? false);
  const [day, setDay] = useState<string | null>(today);
  const [tried, setTried] = useState(false);
  const write = useWrite(putPosition, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  const seats = /^\d{1,6}$/.test(headcount.trim()) ? Number(headcount) : null;
  const errorAt = (field: string, empty: boolean) =>
    write.problem?.field === field ? write.problem.message : tried && empty ? t('ui.field.missing') : null;
  const submit = () => {
    setTried(true);
    if (!unitId || !title.trim() || seats === null || !day) return;
    void write.run({
      id: position?.id ?? null,
      unit_id: unitId,
      title: title.trim(),
      job,
      job_level: level.trim() || null,
      headcount: seats,
      legal_entity_id: entity,
      key_position: key,
      first_day: day,
    });
  };
  return (
    <FormDrawer
      open
      title={position ? t('org.position.change', { title: position.title }) : t('org.position.add')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={submit}
    >
      <SelectField
        required
        label={t('position.unit_id')}
        value={unitId}
        options={units}
        disabled={position !== null}
        error={errorAt('unit_id', !unitId)}
        onChange={setUnitId}
      />
      <TextField
        required
        label={t('position.title')}
        value={title}
        error={errorAt('title', !title.trim())}
        onChange={setTitle}
      />
      <TextField
        required
        inputMode="numeric"
        label={t('position.headcount')}
        value={headcount}
        error={errorAt('headcount', seats === null)}
        onChange={setHeadcount}
      />
      <SelectField label={t('position.job')} value={job} options={choices('job')} onChange={setJob} />
      <TextField label={t('position.job_level')} value={level} onChange={setLevel} />
      <SelectField
        label={t('position.legal_entity_id')}
        value={entity}
        options={entities}
        onChange={setEntity}
      />
      <Checkbox label={t('position.key_position')} checked={key} onChange={setKey} />
      <DateField
        required
        label={t('position.valid_from')}
        value={day}
        error={errorAt('first_day', !day)}
        onChange={setDay}
      />
      <Notice>{t('org.position.note')}</Notice>
      {position && <CustomCard record="position" id={position.id} />}
    </FormDrawer>
  );
}
