import type { CSSProperties } from 'react';
import type { DraftUnit } from '../../api/types';
import { useText } from '../../i18n/useText';
import { cx } from '../../ui/cx';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { type DraftLine, markTones } from './DraftCanvas';
import { Staffing } from './numbers';
import styles from './organisation.module.css';

interface DraftTreeProps {
  lines: DraftLine[];
  selected: string | null;
  onSelect: (unit: DraftUnit) => void;
  onToggle: (key: string) => void;
}

/** The draft as lines of a table: what is gone is struck and says so. */
export function DraftTree({ lines, selected, onSelect, onToggle }: DraftTreeProps) {
  const t = useText();
  return (
    <table className={styles.tree} aria-label={t('org.view.list')}>
      <thead>
        <tr>
          <th scope="col">{t('org.unit')}</th>
          <th scope="col" className={styles.away}>
            {t('org.head')}
          </th>
          <th scope="col">{t('org.staffing')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ unit, depth, open }) => (
          <tr key={unit.key} className={cx(depth <= 1 && styles.top)}>
            <th scope="row">
              <span className={styles.cell} style={{ '--depth': depth } as CSSProperties}>
                {unit.children > 0 ? (
                  <button
                    type="button"
                    className={styles.fold}
                    aria-expanded={open}
                    aria-label={t(open ? 'org.fold' : 'org.unfold', { name: unit.name })}
                    onClick={() => onToggle(unit.key)}
                  >
                    <Icon name={open ? 'chevron_down' : 'chevron_right'} size={16} />
                  </button>
                ) : (
                  <span className={styles.spacer} />
                )}
                <button
                  type="button"
                  className={cx(styles.open, unit.ghost && styles.gone)}
                  aria-pressed={unit.key === selected}
                  onClick={() => onSelect(unit)}
                >
                  {unit.name}
                </button>
                {unit.mark && <Tag tone={markTones[unit.mark]}>{t(`plan.mark.${unit.mark}`)}</Tag>}
              </span>
            </th>
            <td className={styles.away}>{unit.head?.full_name ?? '—'}</td>
            <td>
              <Staffing people={unit.people} planned={unit.planned} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
