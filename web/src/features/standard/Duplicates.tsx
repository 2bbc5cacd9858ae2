import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { duplicatesQuery, mergesQuery, undoMerge } from '../../api/standard';
import type { DuplicateList, DuplicatePair, MergeView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { CutNote } from '../../ui/CutNote';
import { FormDrawer } from '../../ui/FormDrawer';
import { TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { type Column, DataTable } from '../../ui/table/DataTable';
import { CompareDrawer } from './CompareDrawer';
import styles from './standard.module.css';

/** Records that may be one person, and merges that can be taken back. */
export function Duplicates() {
  const t = useText();
  const pairs = useQuery(duplicatesQuery);
  const [comparing, setComparing] = useState<DuplicatePair | null>(null);
  return (
    <div className={styles.part}>
      <QueryState query={pairs} what={t('standard.tab.duplicates')} framed={false}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty framed={false} title={t('duplicates.none.title')}>
              {t('duplicates.none.body', { threshold: data.threshold })}
            </Empty>
          ) : (
            <Pairs data={data} onCompare={setComparing} />
          )
        }
      </QueryState>
      <Merges />
      {comparing && (
        <CompareDrawer
          key={`${comparing.first.person_id} ${comparing.second.person_id}`}
          pair={comparing}
          onClose={() => setComparing(null)}
        />
      )}
    </div>
  );
}

function Pairs({ data, onCompare }: { data: DuplicateList; onCompare: (pair: DuplicatePair) => void }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const numbers = (pair: DuplicatePair) =>
    [pair.first, pair.second]
      .map((person) => {
        const job = person.employments[0];
        return job ? `${job.employee_no} ${job.employer}` : t('duplicates.no_employment');
      })
      .join(' ↔ ');
  const columns: Column<DuplicatePair>[] = [
    {
      key: 'who',
      title: t('duplicates.pair'),
      width: 'minmax(220px, 2fr)',
      phone: 'lead',
      cell: (pair) => (
        <span>
          <TextButton plain onClick={() => onCompare(pair)}>
            {pair.first.full_name === pair.second.full_name
              ? pair.first.full_name
              : `${pair.first.full_name} ↔ ${pair.second.full_name}`}
          </TextButton>
          <br />
          <span className="muted small">{numbers(pair)}</span>
        </span>
      ),
    },
    {
      key: 'why',
      title: t('duplicates.why'),
      width: 'minmax(200px, 3fr)',
      phone: 'line',
      cell: (pair) => (
        <span className={styles.terms}>
          {pair.terms.map((term) => (
            <Tag key={term.key} tone={term.points < 0 ? 'warn' : 'neutral'}>
              {code(`duplicates.term.${term.key}`, term.key)} {format.signed(term.points)}
            </Tag>
          ))}
        </span>
      ),
    },
    {
      key: 'score',
      title: t('duplicates.score'),
      width: '150px',
      align: 'end',
      phone: 'side',
      cell: (pair) => (
        <span className={styles.score}>
          <span className="num">{t('duplicates.points', { n: pair.score })}</span>{' '}
          <Tag tone={pair.band === 'likely' ? 'brand' : 'neutral'}>
            {t(pair.band === 'likely' ? 'duplicates.band.likely' : 'duplicates.band.possible')}
          </Tag>
        </span>
      ),
    },
  ];
  return (
    <section>
      <div className={styles.bar}>
        <div>
          <h2 className={styles.heading}>{t('duplicates.list')}</h2>
          <p className="muted small">{t('duplicates.list.note', { n: format.number(data.total) })}</p>
        </div>
        {data.set_aside > 0 && (
          <span className="muted small">
            {t('duplicates.set_aside', { n: format.number(data.set_aside) })}
          </span>
        )}
      </div>
      <DataTable
        label={t('duplicates.list')}
        columns={columns}
        rows={data.items}
        rowKey={(pair) => `${pair.first.person_id} ${pair.second.person_id}`}
        foot={
          data.total > data.items.length
            ? t('duplicates.more', {
                shown: format.number(data.items.length),
                total: format.number(data.total),
              })
            : undefined
        }
      />
    </section>
  );
}

function Merges() {
  const t = useText();
  const merges = useQuery(mergesQuery);
  const [undoing, setUndoing] = useState<MergeView | null>(null);
  return (
    <section>
      <h2 className={styles.heading}>{t('duplicates.merges')}</h2>
      <QueryState query={merges} what={t('duplicates.merges')} framed={false}>
        {({ items, more }) =>
          items.length === 0 ? (
            <p className="muted">{t('duplicates.merges.none')}</p>
          ) : (
            <>
              <ul className={styles.merges}>
                {items.map((merge) => (
                  <Merge key={merge.id} merge={merge} onUndo={() => setUndoing(merge)} />
                ))}
              </ul>
              <CutNote more={more} shown={items.length} />
            </>
          )
        }
      </QueryState>
      {undoing && <UndoDrawer merge={undoing} onClose={() => setUndoing(null)} />}
    </section>
  );
}

function Merge({ merge, onUndo }: { merge: MergeView; onUndo: () => void }) {
  const t = useText();
  const format = useFormats();
  const undone = merge.state === 'undone';
  const by = (name: string | null, at: string, reason: string) => ({
    name: name ?? '—',
    at: format.moment(at),
    reason,
  });
  return (
    <li className={styles.merge}>
      <div>
        <p>
          <b>
            {t('duplicates.merges.who', { absorbed: merge.absorbed_name, survivor: merge.survivor_name })}
          </b>{' '}
          <span className="muted">{t('duplicates.merges.moved', { n: format.number(merge.moved) })}</span>{' '}
          {undone && <Tag>{t('duplicates.state.undone')}</Tag>}
        </p>
        <p className="muted small">
          {t('duplicates.merges.by', by(merge.merged_by, merge.merged_at, merge.reason))}
        </p>
        {undone && merge.undone_at && (
          <p className="muted small">
            {t('duplicates.merges.undone', by(merge.undone_by, merge.undone_at, merge.undo_reason ?? ''))}
          </p>
        )}
      </div>
      {!undone && (
        <Button size="small" onClick={onUndo}>
          {t('duplicates.undo')}
        </Button>
      )}
    </li>
  );
}

function UndoDrawer({ merge, onClose }: { merge: MergeView; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(undoMerge, () => {
    toast({ text: t('duplicates.undone') });
    onClose();
  });
  return (
    <FormDrawer
      open
      title={t('duplicates.undo.title', { name: merge.survivor_name })}
      submit={t('duplicates.undo')}
      look="danger"
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (reason.trim()) void write.run(merge.id, reason.trim());
      }}
    >
      <Notice>{t('duplicates.undo.note')}</Notice>
      <TextArea
        label={t('duplicates.undo.reason')}
        value={reason}
        error={tried && !reason.trim() ? t('ui.field.missing') : null}
        onChange={setReason}
        required
      />
    </FormDrawer>
  );
}
