import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { cx } from '../cx';
import styles from './DataTable.module.css';

export interface Column<Row> {
  key: string;
  title: ReactNode;
  cell: (row: Row) => ReactNode;
  /** A track of a CSS grid: `140px`, `minmax(120px, 2fr)`. Never by content: each row is a grid of its own. */
  width?: string;
  align?: 'start' | 'end';
  /**
   * Where the value stands when the line folds on a phone: `lead` first and bold, `side` at its end,
   * `sub` small below, `line` on a line of its own, `away` not at all.
   */
  phone?: 'lead' | 'side' | 'sub' | 'line' | 'away';
}

interface DataTableProps<Row> {
  /** Read aloud as the name of the table. */
  label: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selectedKey?: string | null;
  /** All rows there are, when not all are loaded. */
  total?: number | null;
  /** Called when the last loaded rows come into sight. */
  onEnd?: () => void;
  foot?: ReactNode;
}

/** Below this many rows all are drawn: find-in-page and printing then work as on any page. */
const drawAll = 80;

/**
 * Rows and columns. Draws only the rows in sight when there are many; folds into two lines on a phone.
 * The first link or button of the `lead` column acts for the whole row; the arrow keys go from row to row.
 */
export function DataTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  selectedKey,
  total,
  onEnd,
  foot,
}: DataTableProps<Row>) {
  const table = useRef<HTMLDivElement>(null);
  const tracks = columns.map((column) => column.width ?? 'minmax(0, 1fr)').join(' ');
  const lead = columns.find((column) => column.phone === 'lead')?.key ?? columns[0]?.key;
  const draw = (row: Row, index: number) => <Cells key={index} row={row} columns={columns} lead={lead} />;
  const many = rows.length > drawAll;
  const Body = many ? SeenRows : AllRows;
  return (
    <div className={styles.table} style={{ '--tracks': tracks } as React.CSSProperties}>
      <div
        ref={table}
        role="table"
        aria-label={label}
        aria-rowcount={(total ?? rows.length) + 1}
        onKeyDown={(event) => moveBetweenRows(event, table.current)}
      >
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={styles.head}>
            {columns.map((column) => (
              <div
                key={column.key}
                role="columnheader"
                className={cx(styles.cell, column.align === 'end' && styles.end)}
              >
                {column.title}
              </div>
            ))}
          </div>
        </div>
        <Body rows={rows} rowKey={rowKey} selectedKey={selectedKey ?? null} onEnd={onEnd} draw={draw} />
      </div>
      {foot && <div className={styles.foot}>{foot}</div>}
    </div>
  );
}

function Cells<Row>({ row, columns, lead }: { row: Row; columns: Column<Row>[]; lead: string | undefined }) {
  return columns.map((column) => (
    <div
      key={column.key}
      role="cell"
      className={cx(
        styles.cell,
        column.align === 'end' && styles.end,
        column.key === lead && styles.lead,
        column.key !== lead && styles[column.phone ?? 'sub'],
      )}
    >
      {column.cell(row)}
    </div>
  ));
}

interface BodyProps<Row> {
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selectedKey: string | null;
  onEnd: (() => void) | undefined;
  draw: (row: Row, index: number) => ReactNode;
}

function AllRows<Row>({ rows, rowKey, selectedKey, draw }: BodyProps<Row>) {
  return (
    <div role="rowgroup" className={styles.body}>
      {rows.map((row, index) => {
        const key = rowKey(row);
        return (
          <div
            key={key}
            role="row"
            aria-rowindex={index + 2}
            aria-current={key === selectedKey || undefined}
            data-index={index}
            className={cx(styles.row, key === selectedKey && styles.selected)}
          >
            {draw(row, index)}
          </div>
        );
      })}
    </div>
  );
}

function SeenRows<Row>({ rows, rowKey, selectedKey, onEnd, draw }: BodyProps<Row>) {
  const body = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    if (body.current) setMargin(body.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => 45,
    overscan: 12,
    scrollMargin: margin,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
  });
  const seen = virtual.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useLayoutEffect(() => {
    if (onEnd && last >= rows.length - 20) onEnd();
  }, [last, rows.length, onEnd]);
  return (
    <div ref={body} role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
      {seen.map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        return (
          <div
            key={item.key}
            ref={virtual.measureElement}
            role="row"
            aria-rowindex={item.index + 2}
            aria-current={rowKey(row) === selectedKey || undefined}
            data-index={item.index}
            className={cx(styles.row, styles.floating, rowKey(row) === selectedKey && styles.selected)}
            style={{ transform: `translateY(${item.start - virtual.options.scrollMargin}px)` }}
          >
            {draw(row, item.index)}
          </div>
        );
      })}
    </div>
  );
}

/** The arrow keys move the focus from row to row, wherever in a row it is. */
function moveBetweenRows(event: KeyboardEvent, table: HTMLElement | null) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !table || !(event.target instanceof HTMLElement)) return;
  if (event.target.matches('input, select, textarea')) return;
  const row = event.target.closest<HTMLElement>('[data-index]');
  if (!row) return;
  const next = table.querySelector<HTMLElement>(
    `[data-index="${Number(row.dataset.index) + step}"] :is(a, button)`,
  );
  if (!next) return;
  event.preventDefault();
  next.focus();
}
