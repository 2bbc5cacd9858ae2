import type { ReactNode } from 'react';
import { useCode, useText } from '../../i18n/useText';
import { type Column, DataTable } from '../table/DataTable';
import { type FieldMeta, type RecordMeta, type RecordRow, visibleFields } from './meta';
import { type NameOf, RecordValue } from './RecordValue';

interface RecordTableProps {
  meta: RecordMeta;
  rows: readonly RecordRow[];
  label: string;
  /** Which fields and in which order; all visible ones otherwise. */
  fields?: readonly string[];
  nameOf?: NameOf;
  /** Makes the first column open the row. */
  onOpen?: (row: RecordRow) => void;
  /** A last column with actions. */
  actions?: (row: RecordRow) => ReactNode;
  selectedKey?: string | null;
  foot?: ReactNode;
}

const widths: Partial<Record<FieldMeta['type'], string>> = {
  date: '104px',
  money: '132px',
  integer: '88px',
  boolean: '72px',
  instant: '150px',
};

/** A list of records drawn from their declaration. */
export function RecordTable({
  meta,
  rows,
  label,
  fields,
  nameOf,
  onOpen,
  actions,
  selectedKey,
  foot,
}: RecordTableProps) {
  const t = useText();
  const code = useCode();
  const shown = visibleFields(meta, fields);
  const columns: Column<RecordRow>[] = shown.map((field, index) => ({
    key: field.name,
    title: code(field.label, field.name),
    width: widths[field.type] ?? 'minmax(96px, 1fr)',
    align: field.type === 'money' || field.type === 'integer' ? 'end' : 'start',
    phone: index === 0 ? 'lead' : index === 1 ? 'side' : 'sub',
    cell: (row) => {
      const value = <RecordValue field={field} row={row} nameOf={nameOf} />;
      if (index > 0 || !onOpen) return value;
      return (
        <button type="button" onClick={() => onOpen(row)}>
          {value}
        </button>
      );
    },
  }));
  if (actions)
    columns.push({
      key: 'actions',
      title: <span className="visually-hidden">{t('ui.actions')}</span>,
      width: '132px',
      align: 'end',
      phone: 'line',
      cell: actions,
    });
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      rowKey={(row) => String(row.id ?? '')}
      selectedKey={selectedKey}
      foot={foot}
    />
  );
}
