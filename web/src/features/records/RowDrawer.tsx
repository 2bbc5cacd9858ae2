import { useCatalogue } from '../../api/organisation';
import { findPeople } from '../../api/people';
import { addToCollection, type CollectionRow, changeInCollection } from '../../api/records';
import type { RecordMeta } from '../../api/types';
import { useSend } from '../../api/useWrite';
import { useCode, useText } from '../../i18n/useText';
import { Drawer } from '../../ui/Modal';
import { wireName } from '../../ui/record/meta';
import { type RecordDraft, RecordForm } from '../../ui/record/RecordForm';
import { useToast } from '../../ui/Toast';

interface RowDrawerProps {
  meta: RecordMeta;
  path: string;
  /** The row to change; null adds one. */
  row: CollectionRow | null;
  names: ReadonlyMap<string, string>;
  writable: boolean;
  open: boolean;
  onClose: () => void;
}

/** A form drawn from the declaration. */
export function RowDrawer({ meta, path, row, names, writable, open, onClose }: RowDrawerProps) {
  const t = useText();
  const code = useCode();
  const toast = useToast();
  const send = useSend();
  const { choices } = useCatalogue();
  const hidden = new Set(row?.redacted ?? []);
  // What is withheld is not in the form: an empty field would wipe it out.
  const asked = meta.fields.filter((field) => !hidden.has(wireName(field))).map((field) => field.name);
  const complete = asked.length === meta.fields.length;
  return (
    <Drawer
      open={open}
      title={t(row ? 'records.change_of' : 'records.add_of', {
        record: code(`record.${meta.name}`, meta.name),
      })}
      onClose={onClose}
    >
      {writable && complete ? (
        <RecordForm
          meta={meta}
          fields={asked}
          values={(row ?? undefined) as RecordDraft | undefined}
          options={(target) =>
            target.startsWith('catalogue:') ? choices(target.slice('catalogue:'.length)) : undefined
          }
          find={(target, text, signal) =>
            target === 'person' ? findPeople(text, signal) : Promise.resolve([])
          }
          names={Object.fromEntries(names)}
          submitTitle={t('action.save')}
          onCancel={onClose}
          onSubmit={async (values) => {
            await send(row ? changeInCollection(path, row.id, values) : addToCollection(path, values));
            toast({ text: t('ui.saved') });
            onClose();
          }}
        />
      ) : (
        <p className="muted">{t('records.read_only')}</p>
      )}
    </Drawer>
  );
}
