import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { movesQuery, removeChange } from '../../api/reorganisations';
import type { ChangeView, MoveView, ReorganisationView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { IconButton, TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Drawer } from '../../ui/Modal';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Tag, type Tone } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import { useHindrance } from './hindrances';
import styles from './organisation.module.css';

const tones: Record<ChangeView['change']['kind'], Tone> = {
  create_unit: 'good',
  move_unit: 'info',
  move_people: 'info',
  rename_unit: 'warn',
  change_head: 'warn',
  set_headcount: 'warn',
  dissolve_unit: 'bad',
};

/** The changes of a draft in order; each can be taken out. */
export function ChangesCard({ plan }: { plan: ReorganisationView }) {
  const t = useText();
  const format = useFormats();
  const [moves, setMoves] = useState(false);
  const remove = useWrite((change: string) => removeChange(plan.id, plan.version, change));
  return (
    <Card
      flush
      title={t('plan.changes.count', { count: format.number(plan.changes.length) })}
      extra={
        plan.changes.length > 0 && (
          <TextButton plain className="small" onClick={() => setMoves(true)}>
            {t('plan.moves')}
          </TextButton>
        )
      }
    >
      <ProblemNotice problem={remove.problem} />
      {plan.changes.length === 0 && (
        <p className="muted" style={{ padding: '0 16px 14px' }}>
          {t('plan.changes.none')}
        </p>
      )}
      <ol className={styles.changes}>
        {plan.changes.map((change) => (
          <li key={change.id}>
            <Tag tone={tones[change.change.kind]}>{t(`plan.kind.${change.change.kind}`)}</Tag>
            <Told change={change} />
            {plan.may_change && (
              <IconButton
                icon="close"
                label={t('plan.change.remove')}
                onClick={() => void remove.run(change.id)}
              />
            )}
          </li>
        ))}
      </ol>
      <Drawer open={moves} wide title={t('plan.moves')} onClose={() => setMoves(false)}>
        {moves && <Moves plan={plan.id} />}
      </Drawer>
    </Card>
  );
}

function Told({ change }: { change: ChangeView }) {
  const t = useText();
  const format = useFormats();
  const say = useHindrance();
  const name = change.unit?.name ?? '';
  const told = {
    create_unit: () => t('plan.told.create', { name, parent: change.to?.name ?? '' }),
    move_unit: () => t('plan.told.move', { name, from: change.from?.name ?? '', to: change.to?.name ?? '' }),
    rename_unit: () =>
      t('plan.told.rename', {
        name,
        to: change.change.kind === 'rename_unit' ? change.change.name : '',
      }),
    dissolve_unit: () => t('plan.told.dissolve', { name, to: change.to?.name ?? '' }),
    change_head: () => t('plan.told.head', { name, head: change.head?.full_name ?? t('org.no_head') }),
    set_headcount: () =>
      t('plan.told.headcount', {
        name,
        title: change.title ?? '',
        before: change.headcount_before ?? 0,
        after: change.change.kind === 'set_headcount' ? change.change.headcount : 0,
      }),
    move_people: () =>
      t('plan.told.people', { to: change.to?.name ?? '', count: format.number(change.people) }),
  }[change.change.kind];
  return (
    <span className={styles.about}>
      <span>{told()}</span>
      {change.people > 0 && change.change.kind !== 'move_people' && (
        <span className="muted small">
          {t('plan.told.concerned', { count: format.number(change.people) })}
        </span>
      )}
      {change.hindrances.map((found) => (
        <Tag key={found.code} tone="warn" icon="warning">
          {say(found)}
        </Tag>
      ))}
    </span>
  );
}

function Moves({ plan }: { plan: string }) {
  const t = useText();
  const format = useFormats();
  const moves = useInfiniteQuery(movesQuery(plan));
  return (
    <QueryState query={moves} what={t('plan.moves')} framed={false}>
      {(data) => {
        const rows = data.pages.flatMap((page) => page.items);
        const first = data.pages[0];
        return (
          <>
            <p className="muted">
              {t('plan.moves.note', { total: format.number(first?.total ?? 0) })}
              {(first?.hidden ?? 0) > 0 &&
                t('plan.moves.hidden', { count: format.number(first?.hidden ?? 0) })}
            </p>
            <MoveTable rows={rows} total={first?.total ?? 0} />
            {moves.hasNextPage && (
              <TextButton plain onClick={() => void moves.fetchNextPage()}>
                {t('action.more')}
              </TextButton>
            )}
          </>
        );
      }}
    </QueryState>
  );
}

function MoveTable({ rows, total }: { rows: MoveView[]; total: number }) {
  const t = useText();
  const places = usePlaces();
  const columns: Column<MoveView>[] = [
    {
      key: 'person',
      title: t('person.full_name'),
      width: 'minmax(120px, 1fr)',
      phone: 'lead',
      cell: (row) => (
        <>
          <Link to="/people/$personId" params={{ personId: row.person.id }}>
            {row.person.full_name}
          </Link>{' '}
          <span className="muted small">{row.position}</span>
        </>
      ),
    },
    {
      key: 'unit',
      title: t('assignment.unit_id'),
      width: 'minmax(150px, 1.4fr)',
      cell: (row) =>
        row.unit_before.id === row.unit_after.id
          ? row.unit_after.name +
            (row.carried_by ? t('plan.moves.carried', { unit: row.carried_by.name }) : '')
          : `${row.unit_before.name} → ${row.unit_after.name}`,
    },
    {
      key: 'manager',
      title: t('assignment.manager_id'),
      width: 'minmax(120px, 1fr)',
      cell: (row) =>
        row.manager_before?.id === row.manager_after?.id
          ? row.manager_after?.full_name
          : `${row.manager_before?.full_name ?? '—'} → ${row.manager_after?.full_name ?? '—'}`,
    },
    {
      key: 'notes',
      title: t('plan.law.article'),
      width: 'minmax(90px, 0.8fr)',
      cell: (row) => (
        <>
          {row.place_after && (
            <Tag tone="warn">{`${places.nameOf(row.place_before)} → ${places.nameOf(row.place_after)}`}</Tag>
          )}
          {row.other_entity && <Tag tone="warn">{row.other_entity.name}</Tag>}
        </>
      ),
    },
  ];
  return (
    <DataTable
      label={t('plan.moves')}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.person.id} ${row.unit_before.id}`}
      total={total}
    />
  );
}
