import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { unitsQuery } from '../../../api/organisation';
import type { UnitView } from '../../../api/types';
import { useFormats } from '../../../i18n/format';
import { useText } from '../../../i18n/useText';
import { Icon } from '../../../ui/Icon';
import { QueryState } from '../../../ui/QueryState';
import styles from './directory.module.css';

interface UnitTreeProps {
  asOf: string | undefined;
  value: string | undefined;
  onChange: (unit: string | undefined) => void;
}

interface Tree {
  roots: UnitView[];
  below: Map<string, UnitView[]>;
  /** People in a unit and everything below it. */
  counts: Map<string, number>;
  above: Map<string, string>;
}

function treeOf(units: readonly UnitView[]): Tree {
  const known = new Set(units.map((unit) => unit.id));
  const below = new Map<string, UnitView[]>();
  const above = new Map<string, string>();
  const roots: UnitView[] = [];
  for (const unit of units) {
    if (unit.parent_id && known.has(unit.parent_id)) {
      below.set(unit.parent_id, [...(below.get(unit.parent_id) ?? []), unit]);
      above.set(unit.id, unit.parent_id);
    } else roots.push(unit);
  }
  const counts = new Map(units.map((unit) => [unit.id, unit.headcount]));
  // Parents stand before their children, so from the end up each is whole before it is added.
  for (const unit of units.toReversed()) {
    const parent = above.get(unit.id);
    if (parent) counts.set(parent, (counts.get(parent) ?? 0) + (counts.get(unit.id) ?? 0));
  }
  return { roots, below, counts, above };
}

/** The units with their people; only what is open is drawn. */
export function UnitTree({ asOf, value, onChange }: UnitTreeProps) {
  const t = useText();
  const units = useQuery(unitsQuery(asOf));
  return (
    <nav className={styles.tree} aria-label={t('directory.units')}>
      <QueryState query={units} what={t('directory.units')} framed={false}>
        {(data) => <Branches units={data.items} value={value} onChange={onChange} />}
      </QueryState>
    </nav>
  );
}

function Branches({
  units,
  value,
  onChange,
}: {
  units: UnitView[];
  value: string | undefined;
  onChange: (unit: string | undefined) => void;
}) {
  const t = useText();
  const tree = useMemo(() => treeOf(units), [units]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => {
    const first = new Set(tree.roots.map((unit) => unit.id));
    for (let at = value && tree.above.get(value); at; at = tree.above.get(at)) first.add(at);
    return first;
  });
  const toggle = (id: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <ul>
      <li>
        <button
          type="button"
          className={styles.unit}
          aria-current={value === undefined || undefined}
          onClick={() => onChange(undefined)}
        >
          <span className={styles.unitName}>{t('people.all_units')}</span>
        </button>
      </li>
      {tree.roots.map((unit) => (
        <Branch key={unit.id} unit={unit} depth={0} {...{ tree, open, toggle, value, onChange }} />
      ))}
    </ul>
  );
}

interface BranchProps {
  unit: UnitView;
  depth: number;
  tree: Tree;
  open: ReadonlySet<string>;
  toggle: (id: string) => void;
  value: string | undefined;
  onChange: (unit: string | undefined) => void;
}

function Branch({ unit, depth, ...rest }: BranchProps) {
  const t = useText();
  const format = useFormats();
  const { tree, open, toggle, value, onChange } = rest;
  const below = tree.below.get(unit.id) ?? [];
  const isOpen = open.has(unit.id);
  return (
    <li>
      <div className={styles.branch} style={{ paddingInlineStart: depth * 14 }}>
        {below.length > 0 ? (
          <button
            type="button"
            className={styles.twist}
            aria-expanded={isOpen}
            aria-label={t('directory.units_below', { name: unit.name })}
            onClick={() => toggle(unit.id)}
          >
            <Icon name={isOpen ? 'chevron_down' : 'chevron_right'} size={12} />
          </button>
        ) : (
          <span className={styles.twist} />
        )}
        <button
          type="button"
          className={styles.unit}
          aria-current={value === unit.id || undefined}
          onClick={() => onChange(unit.id)}
        >
          <span className={styles.unitName}>{unit.name}</span>
          <span className={styles.count}>{format.number(tree.counts.get(unit.id) ?? 0)}</span>
        </button>
      </div>
      {isOpen && below.length > 0 && (
        <ul>
          {below.map((child) => (
            <Branch key={child.id} unit={child} depth={depth + 1} {...rest} />
          ))}
        </ul>
      )}
    </li>
  );
}
