import type { FieldMeta, RecordMeta } from '../../api/types';

export type { FieldMeta, RecordMeta };

/** A record as sent: values by field name; withheld ones are null and named in `redacted`. */
export interface RecordRow {
  id?: string;
  redacted?: readonly string[];
  [field: string]: unknown;
}

export const catalogueKind = (field: FieldMeta): string | null =>
  field.refers_to?.startsWith('catalogue:') ? field.refers_to.slice('catalogue:'.length) : null;

/** Fields a person fills in or reads: not the record's own bookkeeping. */
export function visibleFields(meta: RecordMeta, only?: readonly string[]): FieldMeta[] {
  if (only) return only.flatMap((name) => meta.fields.filter((field) => field.name === name));
  return meta.fields.filter((field) => field.class !== 'system' && field.type !== 'document');
}

/** Names that differ between the store, which keeps half-open ranges and bare amounts, and the wire. */
export function wireName(field: FieldMeta): string {
  if (field.type === 'money' && !field.name.endsWith('_fen')) return `${field.name}_fen`;
  if (field.name === 'valid_from') return 'first_day';
  if (field.name === 'valid_until') return 'last_day';
  return field.name.replace(/_until$/, '_last_day');
}
