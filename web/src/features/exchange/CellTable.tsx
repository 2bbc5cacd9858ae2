import type { CellState, SheetCell, SheetUpdateView } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Redacted } from '../../ui/Hidden';
import { Tag, type Tone } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import styles from './exchange.module.css';

const tones: Record<CellState, Tone> = { ok: 'good', warning: 'warn', refused: 'bad', applied: 'good' };

/** Cells, old and new, with their verdict; with `choice` one may leave some of them out. */
export function CellTable({
  label,
  update,
  cells,
  choice,
}: {
  label: string;
  update: SheetUpdateView;
  cells: SheetCell[];
  choice?: { left: ReadonlySet<string>; onToggle: (cell: SheetCell, on: boolean) => void };
}) {
  const t = useText();
  const both = useBilingual();
  const named = (cell: SheetCell) => both(update.columns.find((column) => column.key === cell.column)?.title);
  const value = (text: string | null) => text ?? <span className="muted">{t('exchange.empty')}</span>;
  const take: Column<SheetCell>[] = choice
    ? [
        {
          key: 'take',
          title: t('exchange.take'),
          width: '64px',
          phone: 'side',
          cell: (cell) => (
            <input
              type="checkbox"
              aria-label={t('exchange.take_of', { name: cell.person.full_name, column: named(cell) })}
              checked={cell.state !== 'refused' && !choice.left.has(cell.id)}
              disabled={cell.state === 'refused'}
              onChange={(event) => choice.onToggle(cell, event.target.checked)}
            />
          ),
        },
      ]
    : [];
  return (
    <DataTable
      label={label}
      rows={cells}
      rowKey={(cell) => cell.id}
      columns={[
        ...take,
        {
          key: 'who',
          title: t('import.column.who'),
          width: 'minmax(110px, 1fr)',
          phone: 'lead',
          cell: (cell) => (
            <>
              {cell.person.full_name}{' '}
              <span className="muted small">{t('exchange.row', { row: cell.row })}</span>
            </>
          ),
        },
        { key: 'column', title: t('exchange.column'), width: 'minmax(90px, 1fr)', cell: named },
        {
          key: 'values',
          title: t('exchange.change'),
          width: 'minmax(200px, 3fr)',
          phone: 'line',
          cell: (cell) =>
            cell.code === 'no_right' ? (
              <Redacted />
            ) : (
              <span className={styles.change}>
                <del>{value(cell.before)}</del> <span aria-hidden="true">→</span>{' '}
                <ins>{value(cell.after)}</ins>
              </span>
            ),
        },
        {
          key: 'state',
          title: t('exchange.verdict'),
          width: 'minmax(150px, 2fr)',
          phone: 'line',
          cell: (cell) => (
            <span className={styles.verdict}>
              <Tag tone={tones[cell.state]}>{t(`exchange.cell.${cell.state}`)}</Tag>
              {cell.reason && <span className="small">{both(cell.reason)}</span>}
            </span>
          ),
        },
      ]}
    />
  );
}
