import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { foresightQuery } from '../../api/insights';
import { useCatalogue } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { ForesightView, UnitForesight } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Chips } from '../../ui/Chips';
import { FigureStrip } from '../../ui/FigureStrip';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { type Column, DataTable } from '../../ui/table/DataTable';
import styles from './insights.module.css';

/** Where people are likely to leave, by unit and never by name: the view that needs no gate. */
export function ForesightPage() {
  const t = useText();
  const format = useFormats();
  const found = useQuery(foresightQuery);
  const { data } = found;
  return (
    <Page
      title={t('page.foresight.title')}
      sub={
        data?.month && data.model
          ? t('page.foresight.sub', {
              months: data.horizon_months,
              month: format.month(data.month),
              version: data.model.version,
            })
          : t('page.foresight.sub.plain')
      }
    >
      <QueryState query={found} what={t('page.foresight.title')}>
        {(foresight) =>
          foresight.month === null || foresight.units.length === 0 ? (
            <Empty title={t('foresight.none.title')}>{t('foresight.none.body')}</Empty>
          ) : (
            <Body foresight={foresight} />
          )
        }
      </QueryState>
    </Page>
  );
}

/** All that the reader sees: the units above which none is shown. */
function whole(units: UnitForesight[]) {
  const known = new Set(units.map((unit) => unit.unit_id));
  const tops = units.filter((unit) => !unit.parent_id || !known.has(unit.parent_id));
  if (tops.some((unit) => unit.people === null)) return null;
  const sum = (pick: (unit: UnitForesight) => number | null) =>
    tops.reduce((total, unit) => total + (pick(unit) ?? 0), 0);
  // From the shares: the expected numbers are rounded, and a small team's share would be off.
  const people = sum((unit) => unit.people);
  const expected = sum((unit) => (unit.people ?? 0) * (unit.expected_share ?? 0));
  return people > 0 ? { people, expected, share: expected / people } : null;
}

/** From the widest level to the narrowest, as the tree gives them. */
function levelsOf(units: UnitForesight[]): string[] {
  const depth = new Map<string, number>();
  const byId = new Map(units.map((unit) => [unit.unit_id, unit]));
  const above = (unit: UnitForesight): number => {
    const parent = unit.parent_id ? byId.get(unit.parent_id) : undefined;
    return parent ? above(parent) + 1 : 0;
  };
  for (const unit of units) depth.set(unit.kind, Math.max(depth.get(unit.kind) ?? 0, above(unit)));
  return [...depth].sort((a, b) => a[1] - b[1]).map(([kind]) => kind);
}

function Body({ foresight }: { foresight: ForesightView }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const { level } = useSearch({ from: '/signed-in/foresight' });
  const navigate = useNavigate({ from: '/foresight' });
  const { units, smallest_group: smallest } = foresight;
  const levels = levelsOf(units);
  const of = (kind: string) => units.filter((unit) => unit.kind === kind);
  const shown =
    levels.find((kind) => kind === level) ?? levels.find((kind) => of(kind).length > 1) ?? levels[0];
  const all = whole(units);
  const hidden = units.filter((unit) => unit.hidden).length;
  const rows = of(shown ?? '').sort((a, b) => (b.expected_share ?? -1) - (a.expected_share ?? -1));
  return (
    <>
      {all && (
        <FigureStrip
          items={[
            {
              key: 'expected',
              label: t('foresight.expected'),
              value: format.number(all.expected, 1),
              unit: t('overview.unit.people', { count: all.expected }),
              note: t('foresight.expected.note', { months: foresight.horizon_months }),
            },
            {
              key: 'share',
              label: t('foresight.share'),
              value: format.percent(all.share),
              note: t('foresight.share.note', { people: format.number(all.people) }),
            },
            {
              key: 'hidden',
              label: t('foresight.hidden'),
              value: format.number(hidden),
              note: t('foresight.hidden.note', { smallest }),
            },
          ]}
        />
      )}
      {levels.length > 1 && (
        <Chips
          label={t('foresight.level')}
          items={levels.map((kind) => ({
            key: kind,
            title: nameOf('unit_kind', kind) || kind,
            count: of(kind).length,
          }))}
          value={shown ?? ''}
          onChange={(kind) => void navigate({ search: { level: kind } })}
        />
      )}
      <Card
        title={t('foresight.units')}
        note={all && t('foresight.units.note', { share: format.percent(all.share) })}
        flush
      >
        <Units rows={rows} units={units} overall={all?.share ?? null} smallest={smallest} />
      </Card>
      <NamedMode open={foresight.named_mode} />
    </>
  );
}

interface UnitsProps {
  rows: UnitForesight[];
  units: UnitForesight[];
  overall: number | null;
  smallest: number;
}

function Units({ rows, units, overall, smallest }: UnitsProps) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const names = new Map(units.map((unit) => [unit.unit_id, unit.name]));
  const most = Math.max(...rows.map((row) => row.expected_share ?? 0), Number.MIN_VALUE);
  const number = (value: number | null, digits = 0) =>
    value === null ? t('foresight.withheld') : format.number(value, digits);
  const columns: Column<UnitForesight>[] = [
    {
      key: 'unit',
      title: t('foresight.column.unit'),
      width: 'minmax(140px, 1.4fr)',
      phone: 'lead',
      cell: (row) => (
        <>
          <span className="strong">{row.name}</span>
          {row.parent_id && names.has(row.parent_id) && (
            <span className="muted small"> {names.get(row.parent_id)}</span>
          )}
        </>
      ),
    },
    {
      key: 'share',
      title: t('foresight.column.share'),
      width: 'minmax(150px, 1.2fr)',
      phone: 'side',
      cell: (row) =>
        row.expected_share === null ? (
          <span className="muted">{t('foresight.withheld')}</span>
        ) : (
          <Share share={row.expected_share} most={most} overall={overall} />
        ),
    },
    {
      key: 'expected',
      title: t('foresight.column.expected'),
      width: '92px',
      align: 'end',
      phone: 'away',
      cell: (row) => number(row.expected, 1),
    },
    {
      key: 'people',
      title: t('foresight.column.people'),
      width: '72px',
      align: 'end',
      phone: 'away',
      cell: (row) => number(row.people),
    },
    {
      key: 'reasons',
      title: t('foresight.column.reasons'),
      width: 'minmax(180px, 2.4fr)',
      phone: 'line',
      cell: (row) =>
        row.hidden ? (
          <span className="muted">{t('foresight.hidden.why', { smallest })}</span>
        ) : (
          row.reasons
            .map((reason) =>
              t('foresight.reason', { name: both(reason.name), share: format.percent(reason.share, 0) }),
            )
            .join(t('insight.never.join'))
        ),
    },
  ];
  return (
    <DataTable label={t('foresight.units')} rows={rows} rowKey={(row) => row.unit_id} columns={columns} />
  );
}

/** A share as a bar and a number; above the whole it changes colour and says by how much. */
function Share({ share, most, overall }: { share: number; most: number; overall: number | null }) {
  const t = useText();
  const format = useFormats();
  const gap = overall === null ? 0 : Math.round((share - overall) * 1000) / 10;
  const width = { '--part': `${(share / most) * 100}%` } as CSSProperties;
  return (
    <span className={styles.share}>
      <span className={styles.meter} aria-hidden="true">
        <span className={gap > 0 ? styles.over : undefined} style={width} />
      </span>
      <span className="num">{format.percent(share)}</span>
      {gap !== 0 && (
        <span className="muted small">{t('foresight.points', { gap: format.signed(gap, 1) })}</span>
      )}
    </span>
  );
}

/** Whether alerts about persons exist beside this page, and where. */
function NamedMode({ open }: { open: boolean }) {
  const t = useText();
  const may = useMay();
  return (
    <Notice icon="guard" title={t('foresight.groups')}>
      {t(open ? 'foresight.named.open' : 'foresight.named.closed')}{' '}
      {open && may('alert.read') && <Link to="/alerts">{t('foresight.named.alerts')}</Link>}
      {!open && may('gate.read') && (
        <Link to="/settings" search={{ tab: 'gates' }}>
          {t('alert.gates.open')}
        </Link>
      )}
    </Notice>
  );
}
