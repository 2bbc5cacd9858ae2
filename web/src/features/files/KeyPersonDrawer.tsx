import { useState } from 'react';
import { markKeyPerson, unmarkKeyPerson } from '../../api/files';
import { useCatalogue } from '../../api/organisation';
import { useSession } from '../../api/session';
import type { PersonFile } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, SelectField, TextArea } from '../../ui/fields';
import { ProblemNotice } from '../../ui/ProblemNotice';

/** Marks a key person: the file then has more modules. */
export function KeyPersonDrawer({
  open,
  file,
  onClose,
}: {
  open: boolean;
  file: PersonFile;
  onClose: () => void;
}) {
  return open ? <KeyPersonForm file={file} onClose={onClose} /> : null;
}

function KeyPersonForm({ file, onClose }: { file: PersonFile; onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const { choices } = useCatalogue();
  const [kind, setKind] = useState<string | null>(file.key_person?.kind ?? null);
  const [first, setFirst] = useState<string | null>(today);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const mark = useWrite(markKeyPerson, onClose);
  const unmark = useWrite(unmarkKeyPerson, onClose);
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  return (
    <FormDrawer
      open
      title={t('files.key.mark')}
      submit={t('action.save')}
      busy={mark.busy}
      problem={mark.problem}
      onSubmit={() => {
        setTried(true);
        if (kind && first && reason.trim().length > 1)
          void mark.run(file.person_id, { kind, first_day: first, reason: reason.trim() });
      }}
      onClose={onClose}
    >
      <p>{t('files.key.note')}</p>
      <SelectField
        required
        label={t('key_person.kind')}
        value={kind}
        options={choices('key_person_kind')}
        error={missing(!kind)}
        onChange={setKind}
      />
      <DateField required label={t('key_person.first_day')} value={first} onChange={setFirst} />
      <TextArea
        required
        label={t('key_person.reason')}
        value={reason}
        error={missing(reason.trim().length < 2)}
        onChange={setReason}
      />
      {file.key_person && (
        <>
          <ProblemNotice problem={unmark.problem} />
          <Button look="danger" busy={unmark.busy} onClick={() => void unmark.run(file.person_id)}>
            {t('files.key.unmark')}
          </Button>
        </>
      )}
    </FormDrawer>
  );
}
