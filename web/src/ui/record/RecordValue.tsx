import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Redacted } from '../Hidden';
import { catalogueKind, type FieldMeta, type RecordRow, wireName } from './meta';

/** What a reference is called: looked up by the caller, who knows the lists. */
export type NameOf = (target: string, id: string) => string | undefined;

/** One value of a record in the form its type asks for. */
export function RecordValue({ field, row, nameOf }: { field: FieldMeta; row: RecordRow; nameOf?: NameOf }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const name = wireName(field);
  if (row.redacted?.includes(name) || row.redacted?.includes(field.name)) return <Redacted />;
  const value = row[name] ?? row[field.name];
  if (value === null || value === undefined || value === '')
    return <span className="muted">{t('ui.none')}</span>;
  switch (field.type) {
    case 'money':
      return format.money(Number(value));
    case 'integer':
      return format.number(Number(value));
    case 'boolean':
      return value ? t('ui.yes') : t('ui.no');
    case 'date':
      return <time dateTime={String(value)}>{format.day(String(value))}</time>;
    case 'instant':
      return <time dateTime={String(value)}>{format.moment(String(value))}</time>;
    default: {
      const target = catalogueKind(field) ?? field.refers_to;
      const text = String(value);
      if (!target) return text;
      return nameOf?.(field.refers_to ?? target, text) ?? code(`${target}.${text}`, text);
    }
  }
}
