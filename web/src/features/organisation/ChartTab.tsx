import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { chartQuery, type Day } from '../../api/chart';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Split } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { SkeletonRows } from '../../ui/Skeleton';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { ChainPanel } from './ChainPanel';
import { Staffing, StaffingBar } from './numbers';
import type { CanvasCard } from './OrgCanvas';
import styles from './organisation.module.css';
import { UnitPanel } from './UnitPanel';
import { UnitTree } from './UnitTree';
import { type ChartLine, type Rest, useChart } from './useChart';

const OrgCanvas = lazy(() => import('./OrgCanvas').then((module) => ({ default: module.OrgCanvas })));

/** What the reader looks for: a unit with the way to it, and perhaps a person in it. */
export interface Sought {
  unit: string;
  path: string[];
  person: string | null;
}

interface ChartTabProps {
  day: Day;
  list: boolean;
  sought: Sought | null;
  selected: string | null;
  onSelect: (unit: string) => void;
}

const narrow = '(max-width: 760px)';
const watchNarrow = (changed: () => void) => {
  const query = window.matchMedia(narrow);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
};

/** A phone shows the list instead of the canvas. */
export function useNarrow(): boolean {
  return useSyncExternalStore(watchNarrow, () => window.matchMedia(narrow).matches);
}

/** The management tree of a day, as a canvas or as a list, with what is known of the unit that is looked at. */
export function ChartTab({ day, list, sought, selected, onSelect }: ChartTabProps) {
  const t = useText();
  const phone = useNarrow();
  const chart = useChart(day);
  const [target, setTarget] = useState<{ key: string } | null>(null);
  const { reveal } = chart;
  useEffect(() => {
    if (!sought) return;
    reveal(sought.path);
    setTarget({ key: sought.unit });
  }, [sought, reveal]);
  const cards = useCards(chart.lines);
  const shown = selected ? chart.units.get(selected) : undefined;
  // An address may name a unit that is not opened yet.
  const far = useQuery({
    ...chartQuery(day, selected ?? undefined),
    enabled: selected !== null && chart.query.data !== undefined && !shown,
  });
  const way = far.data?.path;
  useEffect(() => {
    if (!way || !selected) return;
    reveal(way.map((unit) => unit.id));
    setTarget({ key: selected });
  }, [way, selected, reveal]);
  return (
    <QueryState query={chart.query} what={t('page.organisation.title')}>
      {(data) =>
        data.items.length === 0 ? (
          <Empty title={t('org.none.title')}>{t('org.none.body')}</Empty>
        ) : (
          <Split
            aside={
              <>
                {shown && <UnitPanel unit={shown} day={day} />}
                {sought?.person && <ChainPanel person={sought.person} day={day} />}
                {!shown && !sought?.person && (
                  <Card title={t('org.hint.title')}>
                    <p className="soft">{t('org.hint.body')}</p>
                  </Card>
                )}
              </>
            }
          >
            <Card
              flush
              title={t(list || phone ? 'org.view.list' : 'org.view.chart')}
              note={t('org.staffing.note')}
            >
              {list || phone ? (
                <UnitTree
                  lines={chart.lines}
                  selected={selected}
                  onSelect={onSelect}
                  onToggle={chart.toggle}
                  onRest={chart.showRest}
                />
              ) : (
                <Suspense fallback={<SkeletonRows />}>
                  <OrgCanvas
                    label={t('org.view.chart')}
                    cards={cards}
                    selected={selected}
                    target={target}
                    onSelect={onSelect}
                    onToggle={chart.toggle}
                    onRest={chart.showRest}
                  />
                </Suspense>
              )}
            </Card>
          </Split>
        )
      }
    </QueryState>
  );
}

function useCards(lines: (ChartLine | Rest)[]): CanvasCard[] {
  const t = useText();
  const format = useFormats();
  return useMemo(
    () =>
      lines.map((line): CanvasCard => {
        if ('rest' in line) {
          const body = t('org.rest', { count: format.number(line.rest) });
          return { key: line.key, parent: line.parent, rest: line.rest, label: body, body };
        }
        const { unit } = line;
        return {
          key: unit.id,
          parent: line.parent,
          label: unit.name,
          children: unit.children,
          open: line.open,
          body: (
            <>
              <span className={styles.line} aria-hidden="true">
                <span className={styles.name}>{unit.name}</span>
                {(unit.vacant_total ?? 0) > 0 && line.depth > 0 && (
                  <Tag>{t('org.vacant.short', { count: format.number(unit.vacant_total ?? 0) })}</Tag>
                )}
              </span>
              <span className={`${styles.line} ${styles.second}`}>
                <span>{unit.head?.full_name ?? t('org.no_head')}</span>
                <Staffing people={unit.people_total} planned={unit.planned_total} />
              </span>
              <StaffingBar people={unit.people_total} planned={unit.planned_total} />
            </>
          ),
        };
      }),
    [lines, t, format],
  );
}
