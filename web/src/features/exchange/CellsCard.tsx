import { useState } from 'react';
import { applySheetUpdate } from '../../api/sheetUpdates';
import type { CellState, SheetCell, SheetUpdateView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { ActionBar } from '../../ui/ActionBar';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { SelectField } from '../../ui/fields';
import { useToast } from '../../ui/Toast';
import { ApplyDrawer } from './ApplyDrawer';
import { CellTable } from './CellTable';
import styles from './exchange.module.css';

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
        <CellTable
          label={t('exchange.cells')}
          update={update}
          cells={shown}
          choice={{ left, onToggle: toggle }}
        />
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
