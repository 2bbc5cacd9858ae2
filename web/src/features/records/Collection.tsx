import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import { type CollectionRow, collectionQuery } from '../../api/records';
import { useMay } from '../../api/session';
import type { Permission, RecordMeta } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { TextField } from '../../ui/fields';
import { QueryState } from '../../ui/QueryState';
import { RecordTable } from '../../ui/record/RecordTable';
import { Empty } from '../../ui/states';
import { RowDrawer } from './RowDrawer';
import styles from './records.module.css';
import { withSubject } from './subject';

interface CollectionProps {
  meta: RecordMeta;
  path: string;
  writes: Permission;
}

/** How far one has read. A total that nobody counted is not named. */
function moreText(t: ReturnType<typeof useText>, shown: number, total: number | null) {
  return total === null ? t('records.more.uncounted', { shown }) : t('records.more', { shown, total });
}

/** A list drawn from the declaration: search, rows, a form for a new one and for a change. */
export function Collection({ meta, path, writes }: CollectionProps) {
  const t = useText();
  const may = useMay();
  const { nameOf } = useCatalogue();
  const search = useSearch({ from: '/signed-in/records/$record' });
  const navigate = useNavigate({ from: '/records/$record' });
  const rows = useInfiniteQuery(collectionQuery(path, search.q));
  const [open, setOpen] = useState<CollectionRow | 'new' | null>(null);
  const declared = withSubject(meta);
  const names = new Map<string, string>();
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  for (const row of items) {
    if (meta.subject) names.set(String(row[meta.subject]), String(row.person_name ?? ''));
  }
  return (
    <Card flush>
      <div className={cx('row spread ends', styles.bar)}>
        <TextField
          label={t('records.search')}
          type="search"
          value={search.q ?? ''}
          onChange={(q) => navigate({ search: { q: q || undefined }, replace: true })}
        />
        {may(writes) && (
          <Button look="primary" icon="plus" onClick={() => setOpen('new')}>
            {t('records.add')}
          </Button>
        )}
      </div>
      <QueryState query={rows} what={t('page.records.title')} framed={false}>
        {(data) =>
          items.length === 0 ? (
            <Empty framed={false} title={t(search.q ? 'records.not_found' : 'records.empty')}>
              {t(search.q ? 'records.not_found.body' : 'records.empty.body')}
            </Empty>
          ) : (
            <RecordTable
              meta={declared}
              rows={items}
              label={t('page.records.title')}
              nameOf={(target, id) =>
                target.startsWith('catalogue:') ? nameOf(target.slice(10), id) : names.get(id)
              }
              onOpen={(row) => setOpen(row as CollectionRow)}
              foot={
                rows.hasNextPage ? (
                  <Button busy={rows.isFetchingNextPage} onClick={() => rows.fetchNextPage()}>
                    {moreText(t, items.length, data.pages[0]?.total ?? null)}
                  </Button>
                ) : null
              }
            />
          )
        }
      </QueryState>
      <RowDrawer
        key={open === null ? 'none' : open === 'new' ? 'new' : open.id}
        meta={declared}
        path={path}
        row={open === 'new' ? null : open}
        names={names}
        writable={may(writes)}
        open={open !== null}
        onClose={() => setOpen(null)}
      />
    </Card>
  );
}
