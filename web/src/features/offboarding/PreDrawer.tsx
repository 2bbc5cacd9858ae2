import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { openPreOffboarding, talksQuery } from '../../api/offboarding';
import { findPeople } from '../../api/people';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { type Pick, PickField, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';
import { TalkChoice } from './TalkChoice';

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
  const [evidence, setEvidence] = useState<string | null>(talk || null);
  const [tried, setTried] = useState(false);
  const talks = useQuery({ ...talksQuery(person?.id ?? ''), enabled: person !== null });
  const write = useWrite(openPreOffboarding, (opened) => {
    toast({ text: t('offboarding.pre.done') });
    onClose();
    return onDone(opened.id);
  });
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  const errorAt = (field: string) => (write.problem?.field === field ? write.problem.message : null);
  const submit = () => {
    setTried(true);
    if (!person || !reason.trim() || !evidence) return;
    // What the person confirmed weighs more than that there was a talk.
    const confirmed = talks.data?.items.find((item) => item.id === evidence)?.answer === 'confirmed';
    void write.run({
      person_id: person.id,
      reason: reason.trim(),
      evidence: { kind: confirmed ? 'statement' : 'talk', id: evidence },
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
        onChange={(next) => {
          setPerson(next);
          setEvidence(null);
        }}
        required
      />
      {person && (
        <TalkChoice
          person={person.id}
          value={evidence}
          error={errorAt('evidence/id') ?? missing(!evidence)}
          onChange={setEvidence}
        />
      )}
      <TextArea
        label={t('offboarding.pre.reason')}
        value={reason}
        rows={3}
        error={errorAt('reason') ?? missing(!reason.trim())}
        onChange={setReason}
        required
      />
    </FormDrawer>
  );
}
