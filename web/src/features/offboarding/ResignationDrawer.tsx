import { useState } from 'react';
import { recordResignation } from '../../api/offboarding';
import { findPeople } from '../../api/people';
import { useSession } from '../../api/session';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, DateField, type Pick, PickField, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';
import type { OpeningProps } from './PreDrawer';

/** A resignation that came in on paper or as a message. Only a written one counts (Labour Contract Law art. 37). */
export function ResignationDrawer({ open, person: fixed, onClose, onDone }: OpeningProps) {
  const t = useText();
  const toast = useToast();
  const { today } = useSession();
  const [person, setPerson] = useState<Pick | null>(fixed);
  const [written, setWritten] = useState(false);
  const [received, setReceived] = useState<string | null>(today);
  const [wished, setWished] = useState<string | null>(null);
  const [document, setDocument] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(recordResignation, (opened) => {
    toast({ text: t('offboarding.resignation.done') });
    onClose();
    return onDone(opened.id);
  });
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  const errorAt = (field: string) => (write.problem?.field === field ? write.problem.message : null);
  const submit = () => {
    setTried(true);
    if (!person || !received || !document.trim()) return;
    void write.run({
      person_id: person.id,
      written,
      received_on: received,
      wished_last_day: wished,
      document: document.trim(),
    });
  };
  return (
    <FormDrawer
      open={open}
      title={t('offboarding.record_resignation')}
      submit={t('offboarding.resignation.submit')}
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
      <DateField
        label={t('offboarding.received_on')}
        hint={t('offboarding.received_on.hint')}
        value={received}
        error={errorAt('received_on') ?? missing(!received)}
        onChange={setReceived}
        required
      />
      <DateField
        label={t('offboarding.wished_last_day')}
        hint={t('offboarding.wished_last_day.hint')}
        value={wished}
        error={errorAt('wished_last_day')}
        onChange={setWished}
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
      <Checkbox label={t('offboarding.resignation.written')} checked={written} onChange={setWritten} />
      <Notice icon="info">{t('offboarding.resignation.note')}</Notice>
    </FormDrawer>
  );
}
