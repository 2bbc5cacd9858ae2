import { useState } from 'react';
import { sendFile } from '../../api/files';
import { useCatalogue } from '../../api/organisation';
import { findPeople } from '../../api/people';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { DateField, type Pick, PickField, SelectField, TextField } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';
import { Sending } from './Sending';

/** Files a document: whose, what kind, and the file itself, which is sent as soon as it is chosen. */
export function UploadDrawer({
  open,
  person,
  category,
  onClose,
}: {
  open: boolean;
  /** Known already on a person's page. */
  person: Pick | null;
  category: string | null;
  onClose: () => void;
}) {
  const t = useText();
  return (
    <Drawer open={open} title={t('files.upload')} onClose={onClose}>
      <UploadForm person={person} category={category} onDone={onClose} />
    </Drawer>
  );
}

function UploadForm({
  person: given,
  category: wanted,
  onDone,
}: {
  person: Pick | null;
  category: string | null;
  onDone: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const { choices } = useCatalogue();
  const [person, setPerson] = useState<Pick | null>(given);
  const [category, setCategory] = useState<string | null>(wanted);
  const [title, setTitle] = useState('');
  const [dated, setDated] = useState<string | null>(null);
  const [until, setUntil] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [share, setShare] = useState(0);
  const write = useWrite(
    (file: File, about: Parameters<typeof sendFile>[0]) => sendFile(about, file, setShare),
    () => {
      toast({ text: t('files.filed') });
      onDone();
    },
  );
  const send = (file: File) => {
    setTried(true);
    if (!person || !category) return;
    void write.run(file, {
      about: {
        person_id: person.id,
        category,
        title: title.trim() || null,
        dated_on: dated,
        valid_until: until,
      },
    });
  };
  return (
    <div className="stack">
      {given === null && (
        <PickField
          required
          label={t('files.person')}
          value={person}
          error={tried && !person ? t('ui.field.missing') : null}
          find={findPeople}
          onChange={setPerson}
        />
      )}
      <SelectField
        required
        label={t('file.category')}
        value={category}
        options={choices('file_category')}
        error={tried && !category ? t('ui.field.missing') : null}
        onChange={setCategory}
      />
      <TextField label={t('files.title')} hint={t('files.title.hint')} value={title} onChange={setTitle} />
      <DateField label={t('file.dated_on')} value={dated} onChange={setDated} />
      <DateField
        label={t('files.valid_until')}
        hint={t('files.valid_until.hint')}
        value={until}
        onChange={setUntil}
      />
      {tried && (!person || !category) && (
        <Notice tone="bad" icon="warning">
          {t('files.first')}
        </Notice>
      )}
      <Sending
        title={t('files.choose')}
        busy={write.busy}
        share={share}
        problem={write.problem}
        onFile={send}
      />
    </div>
  );
}
