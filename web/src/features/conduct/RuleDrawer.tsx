import { useState } from 'react';
import { draftWorkRule, publishWorkRule, recordRuleStep } from '../../api/conduct';
import { useCatalogue, useEntityChoices } from '../../api/organisation';
import { useSession } from '../../api/session';
import type { WorkRuleView } from '../../api/types';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, DateField, SelectField, TextArea, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useAct } from '../../ui/useAct';

/** A new rule, or the next version of one. */
export function RuleDrawer({ rule, onClose }: { rule: WorkRuleView | null; onClose: () => void }) {
  const t = useText();
  const entities = useEntityChoices();
  const [title, setTitle] = useState(rule?.title ?? '');
  const [body, setBody] = useState(rule?.body ?? '');
  const [touches, setTouches] = useState(rule?.touches_staff ?? true);
  const [entity, setEntity] = useState<string | null>(rule?.legal_entity?.id ?? null);
  const act = useAct(draftWorkRule, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      wide
      title={rule ? t('conduct.rule.next') : t('conduct.rule.draft')}
      submit={t('action.save')}
      onSubmit={() =>
        act.submit(!!title.trim() && !!body.trim(), {
          rule_id: rule?.rule_id ?? null,
          title: title.trim(),
          body: body.trim(),
          touches_staff: touches,
          legal_entity_id: entity,
        })
      }
    >
      <TextField
        label={t('work_rule.title')}
        value={title}
        error={act.errorAt('title', !title.trim())}
        onChange={setTitle}
        required
      />
      <TextArea
        label={t('work_rule.body')}
        value={body}
        rows={12}
        error={act.errorAt('body', !body.trim())}
        onChange={setBody}
        required
      />
      <SelectField
        label={t('work_rule.legal_entity_id')}
        value={entity}
        options={entities}
        none={t('conduct.rule.everybody')}
        onChange={setEntity}
      />
      <Checkbox label={t('conduct.rule.touches')} checked={touches} onChange={setTouches} />
      <Notice icon="guard">{t('conduct.rule.art4')}</Notice>
    </FormDrawer>
  );
}

/** A step of the consultation. */
export function StepDrawer({ rule, onClose }: { rule: WorkRuleView; onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const { choices } = useCatalogue();
  const [kind, setKind] = useState<string | null>(rule.missing_steps[0] ?? null);
  const [day, setDay] = useState<string | null>(today);
  const [detail, setDetail] = useState('');
  const act = useAct(recordRuleStep, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('conduct.rule.step')}
      submit={t('action.save')}
      onSubmit={() =>
        act.submit(kind !== null && day !== null && !!detail.trim(), rule.id, {
          kind: kind ?? '',
          day: day ?? '',
          detail: detail.trim(),
        })
      }
    >
      <SelectField
        label={t('work_rule_step.kind')}
        value={kind}
        options={choices('work_rule_step')}
        error={act.errorAt('kind', kind === null)}
        onChange={setKind}
        required
      />
      <DateField
        label={t('work_rule_step.day')}
        value={day}
        max={today}
        error={act.errorAt('day', day === null)}
        onChange={setDay}
        required
      />
      <TextArea
        label={t('work_rule_step.detail')}
        value={detail}
        error={act.errorAt('detail', !detail.trim())}
        onChange={setDetail}
        required
      />
    </FormDrawer>
  );
}

/** From when on it holds. */
export function PublishDrawer({ rule, onClose }: { rule: WorkRuleView; onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const [day, setDay] = useState<string | null>(today);
  const act = useAct(publishWorkRule, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('conduct.rule.publish')}
      submit={t('conduct.rule.publish')}
      onSubmit={() => act.submit(day !== null, rule.id, day ?? '')}
    >
      <Notice icon="guard">{t('conduct.rule.publish.note')}</Notice>
      <DateField
        label={t('work_rule.effective_on')}
        value={day}
        min={today}
        error={act.errorAt('effective_on', day === null)}
        onChange={setDay}
        required
      />
    </FormDrawer>
  );
}
