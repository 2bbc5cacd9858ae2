import { useQuery } from '@tanstack/react-query';
import { customFieldsQuery, ofAPerson } from '../../api/customFields';
import type { ApiProblem } from '../../api/problem';
import type { ColumnMap, ColumnView, TargetView } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { SelectField, TextField } from '../../ui/fields';
import { Tag } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';
import styles from './imports.module.css';

interface MappingTableProps {
  /** What the server says about each column of the file. */
  seen: ColumnView[];
  /** What the reader decides, in the same order. */
  columns: ColumnMap[];
  targets: TargetView[];
  /** Why the mapping was refused; shown at the column it is about. */
  problem: ApiProblem | null;
  onChange: (columns: ColumnMap[]) => void;
}

/** Which column of the file means what. What no purpose needs is proposed as "do not import". */
export function MappingTable({ seen, columns, targets, problem, onChange }: MappingTableProps) {
  const t = useText();
  const both = useBilingual();
  const own = useQuery(customFieldsQuery).data?.items ?? [];
  const options: { value: string; title: string }[] = [
    ...targets.map((target) => ({ value: target.key, title: both(target.title) })),
    ...own
      .filter((field) => ofAPerson.includes(field.record))
      .map((field) => ({ value: `${field.record}.${field.code}`, title: both(field.title) })),
  ];
  const mapOf = (heading: string) => columns.find((column) => column.heading === heading);
  const errorAt = (heading: string, field: 'target' | 'purpose') => {
    const at = columns.findIndex((column) => column.heading === heading);
    return problem?.field === `column/${at}/${field}` ? problem.message : null;
  };
  const change = (heading: string, next: Partial<ColumnMap>) =>
    onChange(
      columns.map((column) => (column.heading === heading ? { ...column, why: 'by_hand', ...next } : column)),
    );
  return (
    <DataTable
      label={t('import.mapping')}
      rows={seen}
      rowKey={(column) => column.heading}
      columns={[
        {
          key: 'heading',
          title: t('import.mapping.heading'),
          width: 'minmax(140px, 1.2fr)',
          phone: 'lead',
          cell: (column) => (
            <>
              <b>{column.heading}</b>
              <br />
              <span className="muted small">{column.samples.join('、')}</span>
            </>
          ),
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
              value={mapOf(column.heading)?.target ?? mapOf(column.heading)?.custom ?? null}
              options={options}
              none={t('import.mapping.none')}
              error={errorAt(column.heading, 'target')}
              onChange={(value) =>
                change(column.heading, {
                  target: targets.find((target) => target.key === value)?.key ?? null,
                  custom: value?.includes('.') ? value : null,
                })
              }
            />
          ),
        },
        {
          key: 'why',
          title: t('import.mapping.why'),
          width: 'minmax(180px, 1.6fr)',
          phone: 'line',
          cell: (column) => (
            <Why
              column={column}
              map={mapOf(column.heading)}
              targets={targets}
              error={errorAt(column.heading, 'purpose')}
              onChange={(next) => change(column.heading, next)}
            />
          ),
        },
      ]}
    />
  );
}

interface WhyProps {
  column: ColumnView;
  map: ColumnMap | undefined;
  targets: TargetView[];
  /** What is wrong with the purpose. */
  error: string | null;
  onChange: (next: Partial<ColumnMap>) => void;
}

/** Why a column stands as it does, and what must be answered before it can be read. */
function Why({ column, map, targets, error, onChange }: WhyProps) {
  const t = useText();
  const both = useBilingual();
  const target = targets.find((item) => item.key === map?.target);
  const delicate = column.why === 'protected' || column.why === 'values_do_not_fit';
  return (
    <div className={styles.why}>
      {map?.why === 'by_hand' ? (
        <Tag tone="brand">{t('import.by_hand')}</Tag>
      ) : (
        <span className={delicate ? styles.careful : 'muted'}>{both(column.reason)}</span>
      )}
      {map?.target && column.question && (
        <SelectField
          label={t('import.day_order', { example: column.question.example })}
          value={map.day_order ?? null}
          options={column.question.orders.map((order, index) => ({
            value: order,
            title: column.question?.readings[index] ?? order,
          }))}
          onChange={(order) =>
            onChange({ day_order: column.question?.orders.find((item) => item === order) ?? null })
          }
          required
        />
      )}
      {target?.needs_purpose && (
        <TextField
          label={t('import.mapping.purpose')}
          value={map?.purpose ?? ''}
          error={error}
          onChange={(purpose) => onChange({ purpose: purpose || null })}
          required
        />
      )}
    </div>
  );
}
