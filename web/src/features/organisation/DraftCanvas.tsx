import { useQueries, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo, useState } from 'react';
import { draftChartQuery } from '../../api/reorganisations';
import type { DraftChart, DraftUnit } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Chips } from '../../ui/Chips';
import { cx } from '../../ui/cx';
import { QueryState } from '../../ui/QueryState';
import { SkeletonRows } from '../../ui/Skeleton';
import { Tag, type Tone } from '../../ui/Tag';
import { useNarrow } from './ChartTab';
import { DraftTree } from './DraftTree';
import { Staffing, StaffingBar } from './numbers';
import type { CanvasCard } from './OrgCanvas';
import styles from './organisation.module.css';

const OrgCanvas = lazy(() => import('./OrgCanvas').then((module) => ({ default: module.OrgCanvas })));

export const markTones: Record<NonNullable<DraftUnit['mark']>, Tone> = {
  new: 'good',
  moved_in: 'info',
  moved_out: 'bad',
  dissolved: 'bad',
  renamed: 'warn',
  changed: 'warn',
};

const looks: Record<NonNullable<DraftUnit['mark']>, string | undefined> = {
  new: styles.new,
  moved_in: styles.movedIn,
  moved_out: styles.ghost,
  dissolved: styles.ghost,
  renamed: styles.changed,
  changed: styles.changed,
};

/** A unit of the draft with its place: how deep, and whether what is below it is shown. */
export interface DraftLine {
  unit: DraftUnit;
  parent: string | null;
  depth: number;
  open: boolean;
}

interface DraftCanvasProps {
  plan: string;
  selected: string | null;
  onSelect: (unit: DraftUnit) => void;
  /** A unit was dropped on another one. */
  onMove: ((unit: string, onto: string) => void) | null;
}

/** The chart of the draft's day with the draft laid over it; departments are dragged onto others. */
export function DraftCanvas({ plan, selected, onSelect, onMove }: DraftCanvasProps) {
  const t = useText();
  const phone = useNarrow();
  const [list, setList] = useState(false);
  const { query, lines, toggle } = useDraft(plan);
  const cards = useDraftCards(lines);
  const asList = list || phone;
  const byKey = new Map(lines.map((line) => [line.unit.key, line.unit]));
  return (
    <Card
      flush
      title={t('org.view.chart')}
      note={t('org.staffing.note')}
      extra={
        phone ? undefined : (
          <Chips
            label={t('plan.view')}
            value={list ? 'list' : 'chart'}
            onChange={(key) => setList(key === 'list')}
            items={[
              { key: 'chart', title: t('org.tab.chart') },
              { key: 'list', title: t('org.tab.list') },
            ]}
          />
        )
      }
    >
      <QueryState query={query} what={t('org.view.chart')} framed={false}>
        {() =>
          asList ? (
            <DraftTree lines={lines} selected={selected} onSelect={onSelect} onToggle={toggle} />
          ) : (
            <Suspense fallback={<SkeletonRows />}>
              <OrgCanvas
                label={t('org.view.chart')}
                cards={cards}
                selected={selected}
                target={null}
                onSelect={(key) => {
                  const unit = byKey.get(key);
                  if (unit) onSelect(unit);
                }}
                onToggle={toggle}
                onDrop={onMove ?? undefined}
              />
            </Suspense>
          )
        }
      </QueryState>
    </Card>
  );
}

/** The draft as far as it was asked for. */
function useDraft(plan: string) {
  const query = useQuery({ ...draftChartQuery(plan), placeholderData: (before) => before });
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const more = useQueries({
    queries: [...opened].map((unit) => draftChartQuery(plan, unit)),
    combine: (results) => results.map((result) => result.data),
  });
  const lines = useMemo(() => linesOf([query.data, ...more], closed), [query.data, more, closed]);
  const toggle = (key: string) => {
    const isOpen = lines.some((line) => line.unit.key === key && line.open);
    const change = (known: ReadonlySet<string>, inside: boolean) => {
      const next = new Set(known);
      if (inside) next.add(key);
      else next.delete(key);
      return next;
    };
    setClosed((known) => change(known, isOpen));
    if (!isOpen) setOpened((known) => change(known, true));
  };
  return { query, lines, toggle };
}

function linesOf(charts: (DraftChart | undefined)[], closed: ReadonlySet<string>): DraftLine[] {
  const units = new Map<string, DraftUnit>();
  for (const unit of charts.flatMap((chart) => chart?.items ?? [])) units.set(unit.key, unit);
  const below = new Map<string | null, DraftUnit[]>();
  for (const unit of units.values()) {
    const parent = unit.parent_id && units.has(unit.parent_id) ? unit.parent_id : null;
    below.set(parent, [...(below.get(parent) ?? []), unit]);
  }
  const lines: DraftLine[] = [];
  const visit = (unit: DraftUnit, parent: string | null, depth: number) => {
    const children = unit.ghost ? [] : (below.get(unit.id) ?? []);
    const open = children.length > 0 && !closed.has(unit.key);
    lines.push({ unit, parent, depth, open });
    if (open) for (const child of children) visit(child, unit.key, depth + 1);
  };
  for (const root of below.get(null) ?? []) if (!root.ghost) visit(root, null, 0);
  return lines;
}

function useDraftCards(lines: DraftLine[]): CanvasCard[] {
  const t = useText();
  return useMemo(
    () =>
      lines.map(
        ({ unit, parent, depth, open }): CanvasCard => ({
          key: unit.key,
          parent,
          label: unit.mark ? `${unit.name}, ${t(`plan.mark.${unit.mark}`)}` : unit.name,
          look: unit.mark ? looks[unit.mark] : undefined,
          movable: depth > 0 && !unit.ghost,
          receives: !unit.ghost,
          children: unit.children,
          open,
          body: <DraftBody unit={unit} />,
        }),
      ),
    [lines, t],
  );
}

function DraftBody({ unit }: { unit: DraftUnit }) {
  const t = useText();
  const format = useFormats();
  const differs = unit.people_difference || unit.planned_difference;
  return (
    <>
      <span className={styles.line} aria-hidden="true">
        <span className={cx(styles.name, unit.ghost && styles.gone)}>{unit.name}</span>
        {unit.mark ? (
          <Tag tone={markTones[unit.mark]}>{t(`plan.mark.${unit.mark}`)}</Tag>
        ) : (
          differs !== 0 && <span className="muted small num">{format.signed(differs)}</span>
        )}
      </span>
      <span className={cx(styles.line, styles.second)}>
        <span>{unit.head?.full_name ?? t('org.no_head')}</span>
        <Staffing people={unit.people} planned={unit.planned} />
      </span>
      <StaffingBar people={unit.people} planned={unit.planned} />
    </>
  );
}
