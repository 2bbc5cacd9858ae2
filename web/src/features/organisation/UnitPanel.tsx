import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Day, positionsQuery } from '../../api/chart';
import { useCatalogue } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { ChartUnit } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, linkClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { CustomCard } from '../custom/CustomCard';
import styles from './organisation.module.css';
import { PositionDrawer } from './PositionDrawer';

/** The unit that is looked at: who heads it, how it is staffed, its positions. */
export function UnitPanel({ unit, day }: { unit: ChartUnit; day: Day }) {
  const t = useText();
  const format = useFormats();
  const may = useMay();
  const { nameOf } = useCatalogue();
  const [adding, setAdding] = useState(false);
  const name = unit.head?.full_name ?? t('org.no_head');
  const head =
    unit.head && may('person.read') ? (
      <Link to="/people/$personId" params={{ personId: unit.head.id }} className={linkClass}>
        {name}
      </Link>
    ) : (
      name
    );
  const number = (value: number | null) => (value === null ? null : format.number(value));
  return (
    <>
      <Card title={unit.name} note={nameOf('unit_kind', unit.kind)} extra={<Tag>{unit.code}</Tag>}>
        <Facts
          items={[
            [t('org.head'), head],
            [t('org.people.total'), number(unit.people_total)],
            [t('org.people.direct'), number(unit.people)],
            [t('org.planned.total'), number(unit.planned_total) ?? t('org.no_plan')],
            [t('org.vacant'), number(unit.vacant_total)],
            (unit.over_total ?? 0) > 0 && [t('org.over'), number(unit.over_total)],
            unit.planned_total !== null &&
              (unit.unplanned_total ?? 0) > 0 && [t('org.unplanned'), number(unit.unplanned_total)],
            [t('org.since'), unit.first_day],
          ]}
        />
        {may('person.read') && (
          <p className={styles.below}>
            <Link to="/people" search={{ unit: unit.id, as_of: day.as_of }} className={linkClass}>
              {t('org.see_people')}
            </Link>
          </p>
        )}
      </Card>
      <UnitPositions unit={unit} day={day} onAdd={may('organisation.write') ? () => setAdding(true) : null} />
      <CustomCard record="org_unit" id={unit.id} at={{ as_of: day.as_of }} />
      {adding && <PositionDrawer unit={unit.id} position={null} onClose={() => setAdding(false)} />}
    </>
  );
}

function UnitPositions({ unit, day, onAdd }: { unit: ChartUnit; day: Day; onAdd: (() => void) | null }) {
  const t = useText();
  const positions = useInfiniteQuery(positionsQuery(day, { unit: unit.id }));
  return (
    <Card title={t('org.positions')} note={t('org.positions.note')}>
      <QueryState query={positions} what={t('org.positions')} framed={false}>
        {(data) => {
          const own = data.pages.flatMap((page) => page.items).filter((row) => row.unit.id === unit.id);
          return own.length === 0 ? (
            <p className="muted">{t('org.positions.none')}</p>
          ) : (
            <Facts
              items={own.map((row) => [
                row.title,
                <span key={row.id} className="num">
                  {row.filled ?? '—'} / {row.planned}{' '}
                  {(row.vacant ?? 0) > 0 && <Tag>{t('org.vacant.short', { count: row.vacant ?? 0 })}</Tag>}
                  {(row.over ?? 0) > 0 && (
                    <Tag tone="warn">{t('org.over.short', { count: row.over ?? 0 })}</Tag>
                  )}
                </span>,
              ])}
            />
          );
        }}
      </QueryState>
      {onAdd && (
        <p className={styles.below}>
          <Button size="small" icon="plus" onClick={onAdd}>
            {t('org.position.add')}
          </Button>
        </p>
      )}
    </Card>
  );
}
