import { useState } from 'react';
import { putStateFile, recordStateFileMove } from '../../api/files';
import { useCatalogue } from '../../api/organisation';
import { findPeople } from '../../api/people';
import { useSession } from '../../api/session';
import type { StateFileView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, type Pick, PickField, RadioGroup, SelectField, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';

const statuses = ['held', 'moving_in', 'moving_out', 'gone', 'unknown'] as const;

/** With which body the state's file lies. */
export function StateFileDrawer({ open, ...rest }: StateFileProps & { open: boolean }) {
  return open ? <StateFileForm {...rest} /> : null;
}

interface StateFileProps {
  person: Pick | null;
  file: StateFileView | null;
  onClose: () => void;
}

function StateFileForm({ person: given, file, onClose }: StateFileProps) {
  const t = useText();
  const { choices } = useCatalogue();
  const [person, setPerson] = useState<Pick | null>(given);
  const [status, setStatus] = useState<string | null>(file?.status ?? 'held');
  const [custody, setCustody] = useState<string | null>(file?.custody ?? null);
  const [holder, setHolder] = useState(file?.holder ?? '');
  const [reference, setReference] = useState(file?.reference ?? '');
  const [tried, setTried] = useState(false);
  const write = useWrite(putStateFile, onClose);
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  return (
    <FormDrawer
      open
      title={t('files.state.record')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={() => {
        setTried(true);
        if (person && status && custody && holder.trim())
          void write.run(person.id, {
            status,
            custody,
            holder: holder.trim(),
            reference: reference.trim() || null,
          });
      }}
      onClose={onClose}
    >
      {given === null && (
        <PickField
          required
          label={t('files.person')}
          value={person}
          error={missing(!person)}
          find={findPeople}
          onChange={setPerson}
        />
      )}
      <SelectField
        required
        label={t('people.status')}
        value={status}
        options={statuses.map((value) => ({ value, title: t(`files.state.${value}`) }))}
        onChange={setStatus}
      />
      <SelectField
        required
        label={t('state_file.custody')}
        value={custody}
        options={choices('state_file_custody')}
        error={missing(!custody)}
        onChange={setCustody}
      />
      <TextField
        required
        label={t('state_file.holder')}
        value={holder}
        error={missing(!holder.trim())}
        onChange={setHolder}
      />
      <TextField label={t('state_file.reference')} value={reference} onChange={setReference} />
    </FormDrawer>
  );
}

/** One transfer with its receipt. */
export function MoveDrawer({ file, onClose }: { file: StateFileView | null; onClose: () => void }) {
  return file ? <MoveForm file={file} onClose={onClose} /> : null;
}

function MoveForm({ file, onClose }: { file: StateFileView; onClose: () => void }) {
  const t = useText();
  const { today } = useSession();
  const [direction, setDirection] = useState<'in' | 'out'>(file.due_on ? 'out' : 'in');
  const [body, setBody] = useState('');
  const [movedOn, setMovedOn] = useState<string | null>(today);
  const [channel, setChannel] = useState<'confidential_mail' | 'courier'>('confidential_mail');
  const [receipt, setReceipt] = useState('');
  const [receivedOn, setReceivedOn] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(recordStateFileMove, onClose);
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  return (
    <FormDrawer
      open
      title={t('files.state.move_of', { name: file.person_name })}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={() => {
        setTried(true);
        if (body.trim() && movedOn)
          void write.run(file.person_id, {
            direction,
            body: body.trim(),
            moved_on: movedOn,
            channel,
            receipt_no: receipt.trim() || null,
            received_on: receivedOn,
          });
      }}
      onClose={onClose}
    >
      {file.due_on && (
        <Notice tone={file.overdue ? 'bad' : 'warn'} icon="clock">
          {t('files.state.due_by', { day: file.due_on, article: file.article ?? '' })}
        </Notice>
      )}
      <RadioGroup
        label={t('state_file_move.direction')}
        value={direction}
        choices={[
          { value: 'out', title: t('files.state.out') },
          { value: 'in', title: t('files.state.in') },
        ]}
        onChange={setDirection}
      />
      <TextField
        required
        label={direction === 'out' ? t('state_file_move.receiver') : t('state_file_move.sender')}
        value={body}
        error={missing(!body.trim())}
        onChange={setBody}
      />
      <DateField
        required
        label={t('state_file_move.moved_on')}
        value={movedOn}
        max={today}
        error={missing(!movedOn)}
        onChange={setMovedOn}
      />
      <RadioGroup
        label={t('state_file_move.channel')}
        value={channel}
        choices={[
          { value: 'confidential_mail', title: t('files.state.confidential_mail') },
          { value: 'courier', title: t('files.state.courier') },
        ]}
        onChange={setChannel}
      />
      <TextField label={t('state_file_move.receipt_no')} value={receipt} onChange={setReceipt} />
      <DateField label={t('state_file_move.received_on')} value={receivedOn} onChange={setReceivedOn} />
    </FormDrawer>
  );
}
