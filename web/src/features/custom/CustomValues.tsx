import { useState } from 'react';
import { putCustomValues } from '../../api/customFields';
import { useCatalogue } from '../../api/organisation';
import type { FieldMeta, RecordMeta, CustomValues as Values } from '../../api/types';
import { useSend } from '../../api/useWrite';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Facts } from '../../ui/Facts';
import { DateField } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { RecordForm } from '../../ui/record/RecordForm';
import { RecordValue } from '../../ui/record/RecordValue';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';

/** The fields that the firm added to a record, and filling them in from a day on. */
export function CustomValues({ values }: { values: Values }) {
  const t = useText();
  const [changing, setChanging] = useState(false);
  return (
    <div className="stack">
      <ValueFacts values={values} />
      {values.may_write && (
        <div className="row">
          <Button onClick={() => setChanging(true)}>{t('custom.fill')}</Button>
        </div>
      )}
      <ValuesDrawer
        key={`${values.record_id}${changing}`}
        values={values}
        open={changing}
        onClose={() => setChanging(false)}
      />
    </div>
  );
}

function ValueFacts({ values }: { values: Values }) {
  const t = useText();
  const both = useBilingual();
  const { nameOf } = useCatalogue();
  const meta = useMeta(values);
  return (
    <Facts
      items={values.items.map((item, index) => {
        const field = meta.fields[index];
        if (!field) return null;
        const row = { [item.field.code]: item.value, redacted: values.redacted };
        return [
          both(item.field.title),
          <span key={item.field.id}>
            <RecordValue
              field={field}
              row={row}
              nameOf={(target, code) => nameOf(target.replace('catalogue:', ''), code)}
            />
            {item.changes_later && <Tag tone="info">{t('custom.changes_later')}</Tag>}
          </span>,
        ] as const;
      })}
    />
  );
}

/** The declaration of the record's own fields, so that the same form and the same values serve them. */
function useMeta(values: Values): RecordMeta {
  const both = useBilingual();
  const fields = values.items.map(({ field }): FieldMeta => {
    const type = field.kind === 'decimal' || field.kind === 'code' ? 'text' : field.kind;
    return {
      name: field.code,
      label: both(field.title),
      class: field.class,
      type,
      required: field.required,
      searchable: field.searchable,
      sealed: false,
      refers_to: field.list ? `catalogue:${field.list}` : null,
    };
  });
  return { name: values.record, timeline: true, subject: null, collection: null, fields };
}

function ValuesDrawer({ values, open, onClose }: { values: Values; open: boolean; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const send = useSend();
  const { choices } = useCatalogue();
  const meta = useMeta(values);
  const [firstDay, setFirstDay] = useState<string | null>(values.as_of);
  const shown = values.items.map((item) => item.field.code).filter((code) => !values.redacted.includes(code));
  const held = Object.fromEntries(values.items.map((item) => [item.field.code, item.value]));
  return (
    <Drawer open={open} title={t('custom.card')} onClose={onClose}>
      <RecordForm
        meta={meta}
        fields={shown}
        values={held as Record<string, string | number | boolean | null>}
        options={(target) => choices(target.replace('catalogue:', ''))}
        submitTitle={t('action.save')}
        onCancel={onClose}
        onSubmit={async (changed) => {
          await send(
            putCustomValues(values.record, values.record_id, { first_day: firstDay, values: changed }),
          );
          toast({ text: t('ui.saved') });
          onClose();
        }}
      >
        <DateField label={t('custom.from')} value={firstDay} onChange={setFirstDay} />
      </RecordForm>
    </Drawer>
  );
}
