import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { filesQuery, personFileQuery, stateFilesQuery } from '../../api/files';
import { useCatalogue } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { PersonFile, PersonFilePart, PersonPage } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { Facts } from '../../ui/Facts';
import type { Pick } from '../../ui/fields';
import { QueryState } from '../../ui/QueryState';
import { Empty, NoAccess } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { BorrowDrawer } from './BorrowDrawer';
import { FileDrawer } from './FileDrawer';
import { FileTable } from './FileTable';
import styles from './files.module.css';
import { KeyPersonDrawer } from './KeyPersonDrawer';
import { MoveDrawer, StateFileDrawer } from './StateFileDrawers';
import { DueOn } from './StateFilesTab';
import { UploadDrawer } from './UploadDrawer';
import { useCategory } from './words';

/** The tab of the employee page. */
export function PersonFileTab({ person }: { person: PersonPage }) {
  return <PersonFileBody personId={person.person_id} />;
}

/** The file of one person: what must be there, what is, and the documents themselves. */
function PersonFileBody({ personId }: { personId: string }) {
  const t = useText();
  const may = useMay();
  const offered = may('file.read') || may('file.borrow');
  const file = useQuery({ ...personFileQuery(personId), enabled: offered });
  if (!offered) return <NoAccess permission="file.borrow" />;
  return (
    <QueryState query={file} what={t('files.person_file')}>
      {(data) => <Body file={data} />}
    </QueryState>
  );
}

type Opening = { what: 'upload' | 'borrow'; category: string | null } | { what: 'key' } | null;

function Body({ file }: { file: PersonFile }) {
  const t = useText();
  const format = useFormats();
  const may = useMay();
  const [opening, setOpening] = useState<Opening>(null);
  const person: Pick = { id: file.person_id, title: file.person_name };
  const upload = (category: string | null) => setOpening({ what: 'upload', category });
  const borrow = (category: string | null) => setOpening({ what: 'borrow', category });
  const required = file.parts.filter((part) => part.required && !part.module);
  const modules = file.parts.filter((part) => part.module);
  const others = file.parts.filter((part) => !part.required && !part.module);
  const group = (parts: PersonFilePart[]) => (
    <Parts parts={parts} file={file} onUpload={upload} onBorrow={borrow} />
  );
  return (
    <div className="stack">
      <Card
        title={t('files.complete')}
        note={
          file.required > 0
            ? t('files.complete.note', {
                present: format.number(file.present),
                required: format.number(file.required),
              })
            : t('files.complete.nothing')
        }
        extra={
          <span className="row">
            {file.may_borrow && (
              <Button size="small" onClick={() => borrow(null)}>
                {t('files.borrow')}
              </Button>
            )}
            {file.may_write && (
              <Button size="small" look="primary" icon="upload" onClick={() => upload(null)}>
                {t('files.upload')}
              </Button>
            )}
          </span>
        }
      >
        {required.length > 0 && group(required)}
      </Card>
      {(modules.length > 0 || file.may_write) && (
        <Card
          title={t('files.modules')}
          note={t('files.modules.note')}
          extra={
            file.may_write && (
              <TextButton plain onClick={() => setOpening({ what: 'key' })}>
                {file.key_person ? t('files.key.change') : t('files.key.mark')}
              </TextButton>
            )
          }
        >
          <KeyFacts file={file} />
          {modules.length > 0 && group(modules)}
        </Card>
      )}
      <Documents personId={file.person_id} />
      {others.length > 0 && <Card title={t('files.other_parts')}>{group(others)}</Card>}
      {may('file.read') && <StateFileCard person={person} mayWrite={file.may_write} />}
      <UploadDrawer
        open={opening?.what === 'upload'}
        person={person}
        category={opening?.what === 'upload' ? opening.category : null}
        onClose={() => setOpening(null)}
      />
      <BorrowDrawer
        open={opening?.what === 'borrow'}
        person={person}
        category={opening?.what === 'borrow' ? opening.category : null}
        onClose={() => setOpening(null)}
      />
      <KeyPersonDrawer open={opening?.what === 'key'} file={file} onClose={() => setOpening(null)} />
    </div>
  );
}

function KeyFacts({ file }: { file: PersonFile }) {
  const t = useText();
  const { nameOf } = useCatalogue();
  const key = file.key_person;
  if (!key) return <p className="muted">{t('files.key.none')}</p>;
  return (
    <Facts
      items={[
        [t('key_person.kind'), nameOf('key_person_kind', key.kind)],
        [t('key_person.first_day'), key.first_day],
        [t('key_person.last_day'), key.last_day],
        [t('key_person.reason'), key.reason],
      ]}
    />
  );
}

function Parts({
  parts,
  file,
  onUpload,
  onBorrow,
}: {
  parts: PersonFilePart[];
  file: PersonFile;
  onUpload: (category: string) => void;
  onBorrow: (category: string) => void;
}) {
  const t = useText();
  const category = useCategory();
  return (
    <ul className={styles.parts}>
      {parts.map((part) => (
        <li key={part.category} className={cx(styles.part, part.missing && styles.lacking)}>
          <span>{category(part.category)}</span>
          <PartTag part={part} />
          {part.visible && file.may_write && (part.missing || part.expired) && (
            <TextButton plain onClick={() => onUpload(part.category)}>
              {t('files.add')}
            </TextButton>
          )}
          {!part.visible && file.may_borrow && (
            <TextButton plain onClick={() => onBorrow(part.category)}>
              {t('files.borrow')}
            </TextButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function PartTag({ part }: { part: PersonFilePart }) {
  const t = useText();
  const format = useFormats();
  if (!part.visible) return <Tag icon="lock">{t('files.part.hidden')}</Tag>;
  if (part.missing) return <Tag tone="warn">{t('files.missing')}</Tag>;
  if (part.expired) return <Tag tone="warn">{t('files.expired')}</Tag>;
  if (!part.files) return <span className="muted small">{t('files.part.none')}</span>;
  return (
    <Tag tone="good" icon="check">
      {t('files.documents', { count: format.number(part.files) })}
    </Tag>
  );
}

function Documents({ personId }: { personId: string }) {
  const t = useText();
  const [open, setOpen] = useState<string | null>(null);
  const files = useInfiniteQuery(filesQuery({}, personId));
  const rows = files.data?.pages.flatMap((page) => page.items);
  return (
    <QueryState query={{ ...files, data: rows }} what={t('files.tab.files')}>
      {(data) => (
        <Card flush title={t('files.tab.files')}>
          {data.length === 0 ? (
            <Empty framed={false} title={t('files.none')}>
              {t('files.none.person')}
            </Empty>
          ) : (
            <FileTable
              ofPerson
              label={t('files.tab.files')}
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

function StateFileCard({ person, mayWrite }: { person: Pick; mayWrite: boolean }) {
  const t = useText();
  const code = useCode();
  const { nameOf } = useCatalogue();
  const list = useQuery(stateFilesQuery(person.id));
  const [opening, setOpening] = useState<'file' | 'move' | null>(null);
  const file = list.data?.items[0] ?? null;
  return (
    <Card
      title={t('files.state.title')}
      note={t('files.state.note_short')}
      extra={
        mayWrite && (
          <span className="row">
            <TextButton plain onClick={() => setOpening('file')}>
              {file ? t('files.state.change') : t('files.state.record')}
            </TextButton>
            {file && (
              <TextButton plain onClick={() => setOpening('move')}>
                {t('files.state.move')}
              </TextButton>
            )}
          </span>
        )
      }
    >
      {file ? (
        <>
          <Facts
            items={[
              [t('people.status'), file.status && code(`files.state.${file.status}`, file.status)],
              [t('state_file.holder'), file.holder],
              [t('state_file.custody'), nameOf('state_file_custody', file.custody)],
              [t('state_file.reference'), file.reference],
              file.due_on ? [t('files.state.due_on'), <DueOn key="due" file={file} />] : null,
            ]}
          />
          <ul className={styles.list}>
            {(file.moves ?? []).map((move) => (
              <li key={`${move.moved_on}${move.receiver}`}>
                <span>
                  {move.moved_on} {move.sender} → {move.receiver}{' '}
                  {move.late && <Tag tone="bad">{t('files.state.late')}</Tag>}
                </span>
                <span className="muted small">
                  {move.receipt_no
                    ? t('files.state.receipt', { number: move.receipt_no, day: move.received_on ?? '—' })
                    : t('files.state.no_receipt')}
                </span>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="muted">{t('files.state.none')}</p>
      )}
      <StateFileDrawer
        open={opening === 'file'}
        person={person}
        file={file}
        onClose={() => setOpening(null)}
      />
      <MoveDrawer file={opening === 'move' ? file : null} onClose={() => setOpening(null)} />
    </Card>
  );
}
