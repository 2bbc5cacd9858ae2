import type { RecordMeta } from '../../api/types';

/** The person a record is about is bookkeeping for the store and the first thing a reader wants to know. */
export function withSubject(meta: RecordMeta): RecordMeta {
  const subject = meta.fields.find((field) => field.name === meta.subject);
  const others = meta.fields.filter((field) => field.class !== 'system');
  if (!subject) return { ...meta, fields: others };
  return { ...meta, fields: [{ ...subject, class: 'directory', label: 'records.person' }, ...others] };
}
