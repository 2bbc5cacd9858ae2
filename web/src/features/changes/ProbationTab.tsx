import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { confirmMany, probationsQuery } from '../../api/changes';
import { useMay } from '../../api/session';
import type { ConfirmedMany, ProbationItem } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { CutNote } from '../../ui/CutNote';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, Select, TextArea } from '../../ui/fields';
import { Shown } from '../../ui/Hidden';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { DataTable } from '../../ui/table/DataTable';
import { PlainTable } from '../../ui/table/PlainTable';
import { ChangeDrawer } from './ChangeDrawer';
import styles from './changes.module.css';
import { StateTag, Who } from './words';

const spans = [15, 30, 60, 90, 180];

/** Whose probation ends soon, with the longest that the law allows, and the ways on. */
export function ProbationTab() {
  const t = useText();
  const [days, setDays] = useState(60);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [confirming, setConfirming] = useState(false);
  const found = useQuery(probationsQuery(days));
  const toggle = (id: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <>
      <div className={`${styles.bar} ${styles.pad}`}>
        <Select
          label={t('changes.probation.within')}
          value={String(days)}
          options={spans.map((value) => ({
            value: String(value),
            title: t('changes.probation.days', { days: value }),
          }))}
          onChange={(value) => setDays(Number(value))}
        />
        <Button look="primary" disabled={chosen.size === 0} onClick={() => setConfirming(true)}>
          {chosen.size === 0
            ? t('changes.confirm_chosen')
            : t('changes.confirm_many', { count: chosen.size })}
        </Button>
      </div>
      <QueryState query={found} what={t('changes.tab.probation')} framed={false}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty framed={false} title={t('changes.probation.none')}>
              {t('changes.probation.none.body')}
            </Empty>
          ) : (
            <>
              <ProbationTable items={data.items} chosen={chosen} onToggle={toggle} />
              <CutNote more={data.more} shown={data.items.length} />
            </>
          )
        }
      </QueryState>
      {confirming && (
        <ConfirmDrawer
          people={[...chosen]}
          names={new Map(found.data?.items.map((item) => [item.who.person.id, item.who.person.full_name]))}
          onClose={() => {
            setConfirming(false);
            setChosen(new Set());
          }}
        />
      )}
    </>
  );
}

function ProbationTable({
  items,
  chosen,
  onToggle,
}: {
  items: ProbationItem[];
  chosen: ReadonlySet<string>;
  onToggle: (id: string) => void;
}) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  return (
    <DataTable
      label={t('changes.tab.probation')}
      rows={items}
      rowKey={(item) => item.who.person.id}
      columns={[
        {
          key: 'who',
          title: t('person.full_name'),
          width: 'minmax(210px, 1.4fr)',
          phone: 'lead',
          cell: (item) => (
            <span className={styles.pick}>
              {item.may_act && !item.change ? (
                <Checkbox
                  label={<span className="visually-hidden">{item.who.person.full_name}</span>}
                  checked={chosen.has(item.who.person.id)}
                  onChange={() => onToggle(item.who.person.id)}
                />
              ) : (
                <span className={styles.noPick} />
              )}
              <Who who={item.who} />
            </span>
          ),
        },
        {
          key: 'unit',
          title: t('assignment.unit_id'),
          width: 'minmax(110px, 1fr)',
          phone: 'sub',
          cell: (item) => item.who.unit?.name,
        },
        {
          key: 'last',
          title: t('changes.probation.last_day'),
          width: 'minmax(170px, 1fr)',
          phone: 'line',
          cell: (item) => (
            <Shown name="last_day" redacted={item.last_day === null ? ['last_day'] : []}>
              <span className={styles.onPhone}>{t('changes.probation.last_day')}</span>
              {item.last_day && format.day(item.last_day)}{' '}
              {item.days_left !== null && (
                <Tag tone={item.days_left <= 7 ? 'warn' : 'neutral'}>
                  {item.days_left === 0
                    ? t('changes.probation.today')
                    : t('changes.probation.left', { days: item.days_left })}
                </Tag>
              )}
            </Shown>
          ),
        },
        {
          key: 'limit',
          title: t('changes.probation.limit'),
          width: 'minmax(110px, 0.8fr)',
          phone: 'line',
          cell: (item) => (
            <span title={both(item.article)}>
              <span className={styles.onPhone}>{t('changes.probation.limit')}</span>
              {item.statutory_last_day
                ? format.day(item.statutory_last_day)
                : t('changes.probation.no_contract')}{' '}
              {item.too_long && <Tag tone="bad">{t('changes.probation.too_long')}</Tag>}
            </span>
          ),
        },
        {
          key: 'act',
          title: t('changes.act'),
          width: 'minmax(290px, 1.7fr)',
          phone: 'line',
          cell: (item) => <ProbationActs item={item} />,
        },
      ]}
    />
  );
}

function ProbationActs({ item }: { item: ProbationItem }) {
  const t = useText();
  const may = useMay();
  const [open, setOpen] = useState<'confirm' | 'probation' | null>(null);
  if (item.change)
    return (
      <Link to="/changes/$changeId" params={{ changeId: item.change.id }}>
        <StateTag state={item.change.state} />
      </Link>
    );
  if (!item.may_act) return null;
  return (
    <span className={styles.bar}>
      <Button size="small" onClick={() => setOpen('confirm')}>
        {t('changes.act.confirm')}
      </Button>
      <Button size="small" onClick={() => setOpen('probation')}>
        {t('changes.act.extend')}
      </Button>
      {may('offboarding.manage') && (
        <Link
          to="/offboarding"
          search={{ person: item.who.person.id, name: item.who.person.full_name }}
          className="small"
        >
          {t('changes.act.unsuitable')}
        </Link>
      )}
      {open && (
        <ChangeDrawer
          person={{ id: item.who.person.id, full_name: item.who.person.full_name }}
          kind={open}
          day={item.last_day}
          onClose={() => setOpen(null)}
        />
      )}
    </span>
  );
}

/** Several confirmations: first what would happen, then the same in earnest. */
function ConfirmDrawer({
  people,
  names,
  onClose,
}: {
  people: string[];
  names: Map<string, string>;
  onClose: () => void;
}) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [told, setTold] = useState<ConfirmedMany | null>(null);
  const input = { person_ids: people, effective_on: null, reason: reason.trim() };
  const preview = useWrite(() => confirmMany({ ...input, preview: true }), setTold);
  const send = useWrite(
    () => confirmMany({ ...input, preview: false }),
    (done) => {
      toast({ text: t('changes.confirm_many.done', { count: done.submitted }) });
      onClose();
    },
  );
  return (
    <FormDrawer
      open
      title={t('changes.confirm_many', { count: people.length })}
      submit={t(told ? 'changes.confirm_many.submit' : 'changes.preview')}
      busy={preview.busy || send.busy}
      problem={preview.problem ?? send.problem}
      onSubmit={() => {
        setTried(true);
        if (reason.trim()) void (told ? send.run() : preview.run());
      }}
      onClose={onClose}
    >
      <Notice>{t('changes.confirm_many.note')}</Notice>
      <TextArea
        label={t('personnel_change.reason')}
        value={reason}
        rows={2}
        error={tried && !reason.trim() ? t('ui.field.missing') : null}
        onChange={setReason}
        required
      />
      {told && (
        <PlainTable
          label={t('changes.preview')}
          rows={told.items}
          rowKey={(item) => item.person_id}
          columns={[
            { key: 'who', title: t('person.full_name'), cell: (item) => names.get(item.person_id) ?? '' },
            {
              key: 'day',
              words: true,
              title: t('personnel_change.effective_on'),
              cell: (item) => (item.effective_on ? format.day(item.effective_on) : '—'),
            },
            {
              key: 'told',
              words: true,
              title: t('changes.preview.result'),
              cell: (item) =>
                item.refused ? (
                  <Tag tone="bad">{code(`changes.refused.${item.refused}`, item.refused)}</Tag>
                ) : (
                  <Tag tone="good">{t('changes.preview.goes')}</Tag>
                ),
            },
          ]}
        />
      )}
    </FormDrawer>
  );
}
