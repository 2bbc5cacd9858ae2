import type { ReactNode } from 'react';
import { cx } from '../cx';
import styles from './PlainTable.module.css';

export interface PlainColumn<Row> {
  key: string;
  title: string;
  /** Words begin where their head begins; without it the column is numbers. */
  words?: boolean;
  cell: (row: Row) => ReactNode;
}

interface PlainTableProps<Row> {
  /** Read aloud as the name of the table. */
  label: string;
  /** The first column names the row, the others are numbers unless they say that they are words. */
  columns: PlainColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Whether a row becomes a list where there is no room; without it from five columns on. */
  folds?: boolean;
}

/**
 * A few rows of numbers that are read against each other, so every number keeps the head of its column: where more
 * than four columns do not fit, each row becomes a list of heads and numbers.
 */
export function PlainTable<Row>({
  label,
  columns,
  rows,
  rowKey,
  folds = columns.length > 4,
}: PlainTableProps<Row>) {
  return (
    <div className={styles.place}>
      <table className={cx(styles.table, folds && styles.folds)} aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.words ? styles.words : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.key} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td
                    key={column.key}
                    data-head={column.title}
                    className={column.words ? styles.words : undefined}
                  >
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
