import type { ColumnMap } from '../../api/types.imports';
import { useImportTargets } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { SelectField, TextField } from '../../ui/fields';
import { Tag } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';

/** Protected attributes: taken only for a purpose that somebody states. */
const guarded = ['birth_date', 'sex'];

/** Which column of the file means what. What no purpose needs is proposed as "do not import". */
export function MappingTable({
  columns,
  onChange,
}: {
  columns: ColumnMap[];
  onChange: (columns: ColumnMap[]) => void;
}) {
  const t = useText();
  const targets = useImportTargets();
  const change = (heading: string, next: Partial<ColumnMap>) =>
    onChange(
      columns.map((column) => (column.heading === heading ? { ...column, why: 'by_hand', ...next } : column)),
    );
  return (
    <DataTable
      label={t('import.mapping')}
      rows={columns}
      rowKey={(column) => column.heading}
      columns={[
        {
          key: 'heading',
          title: t('import.mapping.heading'),
          width: 'minmax(120px, 1fr)',
          phone: 'lead',
          cell: (column) => <b>{column.heading}</b>,
        },
        {
          key: 'target',
          title: t('import.mapping.target'),
          width: 'minmax(180px, 1.2fr)',
          phone: 'line',
          cell: (column) => (
            <SelectField
              labelHidden
              label={t('import.mapping.target_of', { heading: column.heading })}
              value={column.target ?? null}
              options={targets.choices}
              none={t('import.mapping.none')}
              onChange={(target) => change(column.heading, { target })}
            />
          ),
        },
        {
          key: 'why',
          title: t('import.mapping.why'),
          width: 'minmax(160px, 1.4fr)',
          phone: 'line',
          cell: (column) => (
            <span className="stack">
              <Tag
                tone={
                  column.why === 'protected' || column.why === 'values_do_not_fit'
                    ? 'warn'
                    : column.target
                      ? 'good'
                      : 'neutral'
                }
              >
                {t(`import.why.${column.why}`)}
              </Tag>
              {column.target && guarded.includes(column.target) && (
                <TextField
                  label={t('import.mapping.purpose')}
                  value={column.purpose ?? ''}
                  onChange={(purpose) => change(column.heading, { purpose })}
                  required
                />
              )}
            </span>
          ),
        },
      ]}
    />
  );
}
