import type { CSSProperties } from 'react';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import { Staffing } from './numbers';
import styles from './organisation.module.css';
import type { ChartLine, Rest } from './useChart';

interface UnitTreeProps {
  lines: (ChartLine | Rest)[];
  selected: string | null;
  onSelect: (unit: string) => void;
  onToggle: (unit: string) => void;
  onRest: (parent: string) => void;
}

/** The twin of the canvas: the same units as lines of a table, for phones, screen readers and printers. */
export function UnitTree({ lines, selected, onSelect, onToggle, onRest }: UnitTreeProps) {
  const t = useText();
  const format = useFormats();
  return (
    <table className={styles.tree} aria-label={t('org.view.list')}>
      <thead>
        <tr>
          <th scope="col">{t('org.unit')}</th>
          <th scope="col" className={styles.away}>
            {t('org.head')}
          </th>
          <th scope="col">{t('org.staffing')}</th>
          <th scope="col" className={styles.away}>
            {t('org.vacant')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) =>
          'rest' in line ? (
            <tr key={line.key}>
              <th scope="row" colSpan={4}>
                <span className={styles.cell} style={{ '--depth': line.depth } as CSSProperties}>
                  <span className={styles.spacer} />
                  <Button size="small" look="quiet" onClick={() => onRest(line.parent)}>
                    {t('org.rest', { count: format.number(line.rest) })}
                  </Button>
                </span>
              </th>
            </tr>
          ) : (
            <tr key={line.key} className={cx(line.depth <= 1 && styles.top)}>
              <th scope="row">
                <span className={styles.cell} style={{ '--depth': line.depth } as CSSProperties}>
                  {line.unit.children > 0 ? (
                    <button
                      type="button"
                      className={styles.fold}
                      aria-expanded={line.open}
                      aria-label={t(line.open ? 'org.fold' : 'org.unfold', { name: line.unit.name })}
                      onClick={() => onToggle(line.key)}
                    >
                      <Icon name={line.open ? 'chevron_down' : 'chevron_right'} size={16} />
                    </button>
                  ) : (
                    <span className={styles.spacer} />
                  )}
                  <button
                    type="button"
                    className={styles.open}
                    aria-pressed={line.key === selected}
                    onClick={() => onSelect(line.key)}
                  >
                    {line.unit.name}
                  </button>
                </span>
              </th>
              <td className={styles.away}>{line.unit.head?.full_name ?? '—'}</td>
              <td>
                <Staffing people={line.unit.people_total} planned={line.unit.planned_total} />
              </td>
              <td className={styles.away}>
                {line.unit.vacant_total === null ? '—' : format.number(line.unit.vacant_total)}
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
