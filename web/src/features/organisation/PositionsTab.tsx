import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Day, positionsQuery } from '../../api/chart';
import { useCatalogue } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { PositionList, PositionView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Chips } from '../../ui/Chips';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import styles from './organisation.module.css';
import { PositionDrawer } from './PositionDrawer';

/** Positions of a day with their plan; all of them, or what is vacant. */
export function PositionsTab({
  day,
  vacant,
  onVacant,
}: {
  day: Day;
  vacant: boolean;
  onVacant: (vacant: boolean) => void;
}) {
  const t = useText();
  const format = useFormats();
  const may = useMay();
  const positions = useInfiniteQuery(positionsQuery(day, { vacant }));
  const [editing, setEditing] = useState<PositionView | 'new' | null>(null);
  const writes = may('organisation.write');
  const sums = (first: PositionList | undefined) =>
    first &&
    t('org.positions.sums', {
      total: format.number(first.total),
      planned: format.number(first.planned),
      vacant: first.vacant === null ? '—' : format.number(first.vacant),
    });
  return (
    <>
      <div className={styles.toolbar}>
        <Chips
          label={t('org.positions')}
          value={vacant ? 'vacant' : 'all'}
          onChange={(key) => onVacant(key === 'vacant')}
          items={[
            { key: 'all', title: t('org.positions.all') },
            { key: 'vacant', title: t('org.positions.vacant') },
          ]}
        />
        {writes && (
          <Button icon="plus" onClick={() => setEditing('new')}>
            {t('org.position.add')}
          </Button>
        )}
      </div>
      <Card flush title={t('org.positions')} note={sums(positions.data?.pages[0])}>
        <QueryState query={positions} what={t('org.positions')} framed={false}>
          {(data) => (
            <Positions
              rows={data.pages.flatMap((page) => page.items)}
              total={data.pages[0]?.total ?? 0}
              onEdit={writes ? setEditing : null}
              onEnd={() => {
                if (positions.hasNextPage && !positions.isFetchingNextPage) void positions.fetchNextPage();
              }}
            />
          )}
        </QueryState>
      </Card>
      {editing && (
        <PositionDrawer
          unit={null}
          position={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

interface PositionsProps {
  rows: PositionView[];
  total: number;
  onEdit: ((row: PositionView) => void) | null;
  onEnd: () => void;
}

function Positions({ rows, total, onEdit, onEnd }: PositionsProps) {
  const t = useText();
  const { nameOf } = useCatalogue();
  if (rows.length === 0)
    return (
      <Empty framed={false} title={t('org.positions.empty.title')}>
        {t('org.positions.empty.body')}
      </Empty>
    );
  const columns: Column<PositionView>[] = [
    {
      key: 'title',
      title: t('position.title'),
      width: 'minmax(150px, 1.4fr)',
      phone: 'lead',
      cell: (row) => (
        <>
          {onEdit ? (
            <TextButton plain onClick={() => onEdit(row)}>
              {row.title}
            </TextButton>
          ) : (
            row.title
          )}{' '}
          {row.key_position && <Tag tone="brand">{t('position.key_position')}</Tag>}
        </>
      ),
    },
    {
      key: 'unit',
      title: t('position.unit_id'),
      width: 'minmax(120px, 1.2fr)',
      cell: (row) => row.unit.name,
    },
    {
      key: 'job',
      title: t('position.job'),
      width: '110px',
      phone: 'away',
      cell: (row) => nameOf('job', row.job),
    },
    {
      key: 'level',
      title: t('position.job_level'),
      width: '60px',
      phone: 'away',
      cell: (row) => row.job_level,
    },
    {
      key: 'filled',
      title: t('org.staffing'),
      width: '110px',
      align: 'end',
      phone: 'side',
      cell: (row) => `${row.filled ?? '—'} / ${row.planned}`,
    },
    {
      key: 'vacant',
      title: t('org.vacant'),
      width: '110px',
      align: 'end',
      cell: (row) =>
        (row.over ?? 0) > 0 ? (
          <Tag tone="warn">{t('org.over.short', { count: row.over ?? 0 })}</Tag>
        ) : (
          (row.vacant ?? 0) > 0 && <Tag tone="info">{t('org.vacant.short', { count: row.vacant ?? 0 })}</Tag>
        ),
    },
  ];
  return (
    <DataTable
      label={t('org.positions')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      total={total}
      onEnd={onEnd}
    />
  );
}
