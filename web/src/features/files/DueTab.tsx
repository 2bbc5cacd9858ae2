import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  destructionCertificate,
  destructionsQuery,
  dueFilesQuery,
  fileHoldsQuery,
  liftFileHold,
  placeFileHold,
  proposeDestruction,
} from '../../api/files';
import type { DueFileList, FileDestructionView, FileHoldView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { CutNote } from '../../ui/CutNote';
import { Checkbox } from '../../ui/fields';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag, type Tone } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';
import styles from './files.module.css';
import { ReasonDrawer } from './ReasonDrawer';
import { useCategory } from './words';

/** What may be destroyed, what is held back, and what was destroyed by which two people. */
export function DueTab() {
  const t = useText();
  const due = useQuery(dueFilesQuery);
  const holds = useQuery(fileHoldsQuery);
  const destructions = useQuery(destructionsQuery);
  return (
    <div className="stack">
      <QueryState query={due} what={t('files.due')}>
        {(data) => <Due list={data} />}
      </QueryState>
      <QueryState query={destructions} what={t('files.destructions')}>
        {(data) => data.items.length > 0 && <Destructions items={data.items} more={data.more} />}
      </QueryState>
      <QueryState query={holds} what={t('files.holds')}>
        {(data) => data.items.length > 0 && <Holds items={data.items} more={data.more} />}
      </QueryState>
    </div>
  );
}

function Due({ list }: { list: DueFileList }) {
  const t = useText();
  const format = useFormats();
  const category = useCategory();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const [held, setHeld] = useState<{ person_id: string; file_id: string } | null>(null);
  if (list.items.length === 0) return <Empty title={t('files.none_due')}>{t('files.none_due.body')}</Empty>;
  const toggle = (id: string, on: boolean) =>
    setChosen(on ? [...chosen, id] : chosen.filter((other) => other !== id));
  return (
    <Card
      flush
      title={t('files.due')}
      note={t('files.due.note', { total: format.number(list.total) })}
      extra={
        <Button size="small" disabled={chosen.length === 0} onClick={() => setAsking(true)}>
          {t('files.destroy', { count: format.number(chosen.length) })}
        </Button>
      }
    >
      <DataTable
        label={t('files.due')}
        rows={list.items}
        total={list.total}
        rowKey={(item) => item.file.id}
        columns={[
          {
            key: 'choose',
            title: <span className="visually-hidden">{t('files.choose_one')}</span>,
            width: '36px',
            phone: 'side',
            cell: ({ file }) => (
              <Checkbox
                label={
                  <span className="visually-hidden">{format.parts([file.person_name, file.title])}</span>
                }
                checked={chosen.includes(file.id)}
                onChange={(on) => toggle(file.id, on)}
              />
            ),
          },
          {
            key: 'title',
            title: t('files.title'),
            width: 'minmax(150px, 1.6fr)',
            phone: 'lead',
            cell: ({ file }) => file.title ?? t('files.withheld'),
          },
          {
            key: 'person',
            title: t('files.person'),
            width: 'minmax(110px, 1fr)',
            cell: ({ file }) => format.parts([file.person_name, file.employee_no]),
          },
          {
            key: 'category',
            title: t('file.category'),
            width: 'minmax(90px, 1fr)',
            cell: ({ file }) => category(file.category),
          },
          {
            key: 'until',
            title: t('file_destruction_item.keep_until'),
            width: '104px',
            cell: (item) => item.keep_until,
          },
          {
            key: 'hold',
            title: <span className="visually-hidden">{t('files.hold')}</span>,
            width: '64px',
            cell: ({ file }) => (
              <TextButton plain onClick={() => setHeld({ person_id: file.person_id, file_id: file.id })}>
                {t('files.hold')}
              </TextButton>
            ),
          },
        ]}
      />
      <ReasonDrawer
        open={asking}
        title={t('files.destroy.title')}
        note={t('files.destroy.note')}
        submit={t('files.destroy.ask')}
        look="danger"
        label={t('file_destruction.reason')}
        send={(reason) => proposeDestruction([...chosen], reason)}
        onClose={() => setAsking(false)}
        onDone={() => setChosen([])}
      />
      <ReasonDrawer
        open={held !== null}
        title={t('files.hold.title')}
        note={t('files.hold.note')}
        submit={t('files.hold')}
        label={t('file_hold.reason')}
        send={(reason) => placeFileHold({ ...held, reason })}
        onClose={() => setHeld(null)}
      />
    </Card>
  );
}

const tones: Record<string, Tone> = { proposed: 'info', done: 'good', refused: 'neutral' };

function Destructions({ items, more }: { items: FileDestructionView[]; more: boolean }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  return (
    <Card title={t('files.destructions')} note={t('files.destructions.note')}>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>
            <span>
              <b>{item.number}</b>{' '}
              <Tag tone={tones[item.status] ?? 'neutral'}>
                {code(`files.destruction.${item.status}`, item.status)}
              </Tag>
              <br />
              <span className="muted small">
                {format.parts([
                  t('files.documents', { count: format.number(item.items.length) }),
                  item.reason,
                  t('files.proposed_by', {
                    who: item.proposed_by ?? '—',
                    at: format.moment(item.proposed_at),
                  }),
                  item.decided_by &&
                    item.decided_at &&
                    t('files.decided_by', { who: item.decided_by, at: format.moment(item.decided_at) }),
                ])}
              </span>
            </span>
            {item.status === 'done' && (
              <a href={destructionCertificate(item.id)} download>
                {t('files.certificate')}
              </a>
            )}
          </li>
        ))}
      </ul>
      <CutNote more={more} shown={items.length} />
    </Card>
  );
}

function Holds({ items, more }: { items: FileHoldView[]; more: boolean }) {
  const t = useText();
  const format = useFormats();
  const category = useCategory();
  const [lifting, setLifting] = useState<string | null>(null);
  return (
    <Card title={t('files.holds')} note={t('files.holds.note')}>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.id}>
            <span>
              <b>
                {format.parts([item.person_name, item.file_id ? category(item.category) : t('files.whole')])}
              </b>
              <br />
              <span className="muted small">
                {format.parts([
                  item.reason ?? t('files.withheld'),
                  item.placed_by,
                  format.moment(item.placed_at),
                  item.lifted_at && t('files.lifted_at', { at: format.moment(item.lifted_at) }),
                ])}
              </span>
            </span>
            {!item.lifted_at && (
              <TextButton plain onClick={() => setLifting(item.id)}>
                {t('files.lift')}
              </TextButton>
            )}
          </li>
        ))}
      </ul>
      <CutNote more={more} shown={items.length} />
      <ReasonDrawer
        open={lifting !== null}
        title={t('files.lift')}
        submit={t('files.lift')}
        label={t('file_hold.lift_reason')}
        send={(reason) => liftFileHold(lifting ?? '', reason)}
        onClose={() => setLifting(null)}
      />
    </Card>
  );
}
