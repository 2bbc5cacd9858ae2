import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { filesQuery } from '../../api/files';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { FileDrawer } from './FileDrawer';
import { FileTable } from './FileTable';

/** What the house keeps about the reader. */
export function OwnFile({ personId }: { personId: string }) {
  const t = useText();
  const [open, setOpen] = useState<string | null>(null);
  const files = useInfiniteQuery(filesQuery({}, personId));
  const rows = files.data?.pages.flatMap((page) => page.items);
  return (
    <QueryState query={{ ...files, data: rows }} what={t('files.own')}>
      {(data) => (
        <Card flush title={t('files.own')} note={t('files.own.note')}>
          {data.length === 0 ? (
            <Empty framed={false} title={t('files.none')}>
              {t('files.none.own')}
            </Empty>
          ) : (
            <FileTable
              ofPerson
              label={t('files.own')}
              files={data}
              total={files.data?.pages[0]?.total ?? null}
              onOpen={setOpen}
              onEnd={() => files.hasNextPage && !files.isFetching && void files.fetchNextPage()}
            />
          )}
          <FileDrawer id={open} onClose={() => setOpen(null)} />
        </Card>
      )}
    </QueryState>
  );
}
