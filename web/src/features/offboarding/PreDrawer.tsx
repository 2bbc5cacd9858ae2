import { useState } from 'react';
import { openPreOffboarding } from '../../api/offboarding';
import { findPeople } from '../../api/people';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { type Pick, PickField, RadioGroup, TextArea, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';

export interface OpeningProps {
  open: boolean;
  /** Fixed when the drawer is opened from a case. */
  person: Pick | null;
  onClose: () => void;
  onDone: (id: string) => unknown;
}

/** A plan for the work of somebody who may leave. It rests on a talk or a confirmed statement, never on a score. */
export function PreDrawer({
  open,
  person: fixed,
  talk = '',
  onClose,
  onDone,
}: OpeningProps & {
  /** The recorded talk the plan rests on, when the way here began with it. */
  talk?: string | undefined;
}) {
  const t = useText();
  const toast = useToast();
  const [person, setPerson] = useState<Pick | null>(fixed);
  const [reason, setReason] = useState('');
  const [kind, setKind] = useState<'talk' | 'statement'>('talk');
  const [reference, setReference] = useState(talk);
  const [tried, setTried] = useState(false);
  const write = useWrite(openPreOffboarding, (opened) => {
    toast({ text: t('offboarding.pre.done') });
    onClose();
    return onDone(opened.id);
  });
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  const errorAt = (field: string) => (write.problem?.field === field ? write.problem.message : null);
  const submit = () => {
    setTried(true);
    if (!person || !reason.trim() || !reference.trim()) return;
    void write.run({
      person_id: person.id,
      reason: reason.trim(),
      evidence: { kind, id: reference.trim() },
    });
  };
  return (
    <FormDrawer
      open={open}
      title={t('offboarding.open_pre')}
      submit={t('offboarding.pre.submit')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <Notice icon="guard">{t('offboarding.pre.note')}</Notice>
      <PickField
        label={t('offboarding.person')}
        value={person}
        find={findPeople}
        error={errorAt('person_id') ?? missing(!person)}
        onChange={setPerson}
        required
      />
      <TextArea
        label={t('offboarding.pre.reason')}
        value={reason}
        rows={3}
        error={errorAt('reason') ?? missing(!reason.trim())}
        onChange={setReason}
        required
      />
      <RadioGroup
        label={t('offboarding.pre.evidence')}
        value={kind}
        onChange={setKind}
        choices={[
          { value: 'talk', title: t('offboarding.pre.talk'), note: t('offboarding.pre.talk.note') },
          {
            value: 'statement',
            title: t('offboarding.pre.statement'),
            note: t('offboarding.pre.statement.note'),
          },
        ]}
      />
      <TextField
        label={t('offboarding.pre.reference')}
        hint={t('offboarding.pre.reference.hint')}
        value={reference}
        error={errorAt('evidence/id') ?? missing(!reference.trim())}
        onChange={setReference}
        required
      />
    </FormDrawer>
  );
}
