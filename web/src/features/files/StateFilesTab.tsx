import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { stateFilesQuery } from '../../api/files';
import { useCatalogue } from '../../api/organisation';
import type { StateFileView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { CutNote } from '../../ui/CutNote';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';
import { MoveDrawer, StateFileDrawer } from './StateFileDrawers';

/** With whom the state's files lie, and which must be sent on. */
export function StateFilesTab() {
  const t = useText();
  const format = useFormats();
  const list = useQuery(stateFilesQuery());
  const [opening, setOpening] = useState(false);
  return (
    <div className="stack">
      <Notice>{t('files.state.note')}</Notice>
      <QueryState query={list} what={t('files.tab.state')}>
        {(data) => (
          <>
            {data.due > 0 && (
              <Notice tone={data.overdue > 0 ? 'bad' : 'warn'} icon="clock">
                {t('files.state.due', {
                  due: format.number(data.due),
                  overdue: format.number(data.overdue),
                })}
              </Notice>
            )}
            {data.items.length === 0 ? (
              <Empty
                title={t('files.state.none')}
                action={<Button onClick={() => setOpening(true)}>{t('files.state.record')}</Button>}
              >
                {t('files.state.none.body')}
              </Empty>
            ) : (
              <Card
                flush
                title={t('files.tab.state')}
                extra={
                  <Button size="small" onClick={() => setOpening(true)}>
                    {t('files.state.record')}
                  </Button>
                }
              >
                <StateTable files={data.items} />
              </Card>
            )}
            <CutNote more={data.more} shown={data.items.length} />
          </>
        )}
      </QueryState>
      <StateFileDrawer open={opening} person={null} file={null} onClose={() => setOpening(false)} />
    </div>
  );
}

function StateTable({ files }: { files: StateFileView[] }) {
  const t = useText();
  const code = useCode();
  const { nameOf } = useCatalogue();
  const [moving, setMoving] = useState<StateFileView | null>(null);
  return (
    <>
      <DataTable
        label={t('files.tab.state')}
        rows={files}
        rowKey={(file) => file.person_id}
        columns={[
          {
            key: 'person',
            title: t('files.person'),
            width: 'minmax(100px, 1fr)',
            phone: 'lead',
            cell: (file) => (
              <Link to="/people/$personId" params={{ personId: file.person_id }} search={{ tab: 'files' }}>
                {file.person_name}
              </Link>
            ),
          },
          {
            key: 'holder',
            title: t('state_file.holder'),
            width: 'minmax(140px, 1.6fr)',
            cell: (file) => file.holder,
          },
          {
            key: 'custody',
            title: t('state_file.custody'),
            width: 'minmax(120px, 1.2fr)',
            cell: (file) => nameOf('state_file_custody', file.custody),
          },
          {
            key: 'due',
            title: t('files.state.due_on'),
            width: '150px',
            cell: (file) => <DueOn file={file} />,
          },
          {
            key: 'status',
            title: t('people.status'),
            width: '96px',
            phone: 'side',
            cell: (file) => file.status && <Tag>{code(`files.state.${file.status}`, file.status)}</Tag>,
          },
          {
            key: 'move',
            title: <span className="visually-hidden">{t('files.state.move')}</span>,
            width: '132px',
            cell: (file) =>
              file.may_write &&
              file.status !== 'gone' && (
                <TextButton plain onClick={() => setMoving(file)}>
                  {t('files.state.move')}
                </TextButton>
              ),
          },
        ]}
      />
      <MoveDrawer file={moving} onClose={() => setMoving(null)} />
    </>
  );
}

/** By when it must be sent on, and which article says so. */
export function DueOn({ file }: { file: StateFileView }) {
  const t = useText();
  if (!file.due_on) return null;
  return (
    <span title={file.article ?? undefined}>
      {file.due_on} {file.overdue && <Tag tone="bad">{t('files.state.overdue')}</Tag>}
    </span>
  );
}
