import { useState } from 'react';
import { applySheetUpdate } from '../../api/sheetUpdates';
import type { CellState, SheetCell, SheetUpdateView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { ActionBar } from '../../ui/ActionBar';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { SelectField } from '../../ui/fields';
import { Redacted } from '../../ui/Hidden';
import { Tag, type Tone } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { DataTable } from '../../ui/table/DataTable';
import { ApplyDrawer } from './ApplyDrawer';
import styles from './exchange.module.css';

const tones: Record<CellState, Tone> = { ok: 'good', warning: 'warn', refused: 'bad' };
type Filter = CellState | 'all';

/** Every changed cell, old and new, and whether it goes in. */
export function CellsCard({ update }: { update: SheetUpdateView }) {
  const t = useText();
  const format = useFormats();
  const toast = useToast();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilter] = useState<Filter>('all');
  const [applying, setApplying] = useState(false);
  const may = update.cells.filter((cell) => cell.state !== 'refused');
  const chosen = may.filter((cell) => !left.has(cell.id));
  const shown = filter === 'all' ? update.cells : update.cells.filter((cell) => cell.state === filter);
  const apply = useWrite(applySheetUpdate, (done) => {
    setApplying(false);
    toast({ text: t('exchange.done.title', { cells: format.number(done.applied) }) });
  });
  const toggle = (cell: SheetCell, on: boolean) =>
    setLeft((now) => {
      const next = new Set(now);
      if (on) next.delete(cell.id);
      else next.add(cell.id);
      return next;
    });
  const counts = {
    ok: format.number(update.ok),
    warnings: format.number(update.warnings),
    refused: format.number(update.refused),
  };
  return (
    <>
      <Card title={t('exchange.cells')} note={t('exchange.cells.note', counts)} flush>
        <div className={styles.filter}>
          <SelectField
            label={t('exchange.filter')}
            value={filter}
            options={(['all', 'ok', 'warning', 'refused'] as const).map((value) => ({
              value,
              title: t(`exchange.filter.${value}`),
            }))}
            onChange={(next) => setFilter(next ?? 'all')}
          />
        </div>
        <Cells update={update} cells={shown} left={left} onToggle={toggle} />
      </Card>
      <ActionBar note={t('exchange.apply.note')}>
        <Button onClick={() => setLeft(left.size > 0 ? new Set() : new Set(may.map((cell) => cell.id)))}>
          {left.size > 0 ? t('exchange.choose_all') : t('exchange.choose_none')}
        </Button>
        <Button look="primary" disabled={chosen.length === 0} onClick={() => setApplying(true)}>
          {t('exchange.apply', { cells: format.number(chosen.length) })}
        </Button>
      </ActionBar>
      <ApplyDrawer
        open={applying}
        cells={chosen}
        busy={apply.busy}
        problem={apply.problem}
        onClose={() => setApplying(false)}
        onApply={(input) => apply.run(update.id, { ...input, cells: chosen.map((cell) => cell.id) })}
      />
    </>
  );
}

function Cells({
  update,
  cells,
  left,
  onToggle,
}: {
  update: SheetUpdateView;
  cells: SheetCell[];
  left: ReadonlySet<string>;
  onToggle: (cell: SheetCell, on: boolean) => void;
}) {
  const t = useText();
  const both = useBilingual();
  const named = (cell: SheetCell) => both(update.columns.find((column) => column.key === cell.column)?.title);
  const value = (text: string | null) => text ?? <span className="muted">{t('exchange.empty')}</span>;
  return (
    <DataTable
      label={t('exchange.cells')}
      rows={cells}
      rowKey={(cell) => cell.id}
      columns={[
        {
          key: 'take',
          title: t('exchange.take'),
          width: '64px',
          phone: 'side',
          cell: (cell) => (
            <input
              type="checkbox"
              aria-label={t('exchange.take_of', { name: cell.person.full_name, column: named(cell) })}
              checked={cell.state !== 'refused' && !left.has(cell.id)}
              disabled={cell.state === 'refused'}
              onChange={(event) => onToggle(cell, event.target.checked)}
            />
          ),
        },
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
