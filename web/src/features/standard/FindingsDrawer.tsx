import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../api/session';
import { acceptFinding, assignFindings, findingsQuery, ownersQuery } from '../../api/standard';
import type { FindingView, QualityRule } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useLocale, useText } from '../../i18n/useText';
import { Button, linkClass } from '../../ui/Button';
import { Chips } from '../../ui/Chips';
import { DateField, SelectField, TextArea } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import styles from './standard.module.css';

const states = ['open', 'accepted', 'fixed'] as const;

/** The rows behind a rule: how to mend each, who does it and until when. */
export function FindingsDrawer({
  rule,
  company,
  onClose,
}: {
  rule: QualityRule;
  company: string | null;
  onClose: () => void;
}) {
  const t = useText();
  const may = useMay();
  const format = useFormats();
  const english = useLocale() === 'en';
  const [state, setState] = useState<(typeof states)[number]>('open');
  const found = useInfiniteQuery(
    findingsQuery({ rule: rule.key, legal_entity_id: company ?? undefined, state }),
  );
  const pages = { ...found, data: found.data?.pages };
  const write = may('standard.write');
  return (
    <Drawer open wide title={english ? rule.title.en : rule.title.zh} onClose={onClose}>
      <div className="stack">
        <Notice title={t('quality.mend')}>{english ? rule.mend.en : rule.mend.zh}</Notice>
        <Chips
          label={t('quality_finding.state')}
          value={state}
          onChange={setState}
          items={states.map((key) => ({ key, title: t(`quality.state.${key}`) }))}
        />
        <QueryState query={pages} what={t('quality.findings')} framed={false}>
          {(data) => {
            const items = data.flatMap((page) => page.items);
            const total = data[0]?.total ?? 0;
            if (items.length === 0)
              return (
                <Empty framed={false} title={t('quality.findings.none')}>
                  {t('quality.findings.none.body')}
                </Empty>
              );
            return (
              <>
                {write && state === 'open' && <Assign rule={rule} company={company} total={total} />}
                <ul className={styles.merges}>
                  {items.map((finding) => (
                    <Finding key={finding.id} finding={finding} write={write} />
                  ))}
                </ul>
                <p className="muted small">
                  {t('quality.findings.shown', {
                    n: format.number(items.length),
                    total: format.number(total),
                  })}
                </p>
                {found.hasNextPage && (
                  <Button busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                    {t('quality.findings.more')}
                  </Button>
                )}
              </>
            );
          }}
        </QueryState>
      </div>
    </Drawer>
  );
}

function Assign({ rule, company, total }: { rule: QualityRule; company: string | null; total: number }) {
  const t = useText();
  const toast = useToast();
  const format = useFormats();
  const owners = useQuery(ownersQuery).data?.items ?? [];
  const [owner, setOwner] = useState<string | null>(null);
  const [due, setDue] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(assignFindings, (given) =>
    toast({ text: t('quality.assigned', { n: format.number(given.count) }) }),
  );
  const missing = (value: unknown) => (tried && !value ? t('ui.field.missing') : null);
  return (
    <form
      className={styles.assign}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (owner && due)
          void write.run({
            ids: [],
            rule: rule.key,
            legal_entity_id: company,
            owner_account_id: owner,
            due_on: due,
          });
      }}
    >
      <ProblemNotice problem={write.problem} />
      <SelectField
        label={t('quality_finding.owner_account_id')}
        value={owner}
        options={owners.map((account) => ({ value: account.account_id, title: account.name }))}
        error={missing(owner)}
        onChange={setOwner}
      />
      <DateField label={t('quality_finding.due_on')} value={due} error={missing(due)} onChange={setDue} />
      <Button type="submit" busy={write.busy}>
        {t('quality.assign', { n: format.number(total) })}
      </Button>
    </form>
  );
}

/** What is wrong, in words, from what the rule told. */
function useDetail() {
  const t = useText();
  return (finding: FindingView): string | null => {
    const detail = finding.detail as Record<string, string | number> | null;
    if (!detail) return null;
    if ('days' in detail) return t('quality.detail.days', { n: String(detail.days) });
    if ('day' in detail) return t('quality.detail.day', { day: String(detail.day) });
    if ('code' in detail) return t('quality.detail.code', { code: String(detail.code) });
    if ('number' in detail) return t('quality.detail.number', { number: String(detail.number) });
    if ('why' in detail) return t('quality.detail.why');
    return null;
  };
}

function Finding({ finding, write }: { finding: FindingView; write: boolean }) {
  const t = useText();
  const format = useFormats();
  const detail = useDetail()(finding);
  const [accepting, setAccepting] = useState(false);
  return (
    <li className={styles.merge}>
      <div className="stack">
        <p>
          {finding.person_id ? (
            <Link className={linkClass} to="/people/$personId" params={{ personId: finding.person_id }}>
              {finding.name ?? t('quality.findings.unnamed')}
            </Link>
          ) : (
            <b>{finding.name ?? '—'}</b>
          )}{' '}
          <span className="muted small">
            {[finding.company, detail, t('quality.since', { day: format.day(finding.opened_on) })]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
        {(finding.owner || finding.note) && (
          <p className="muted small">
            {finding.owner &&
              t('quality.given', {
                name: finding.owner.name,
                day: finding.due_on ? format.day(finding.due_on) : '—',
              })}{' '}
            {finding.overdue && <Tag tone="bad">{t('quality.late')}</Tag>}
            {finding.note && t('quality.accepted.note', { note: finding.note })}
          </p>
        )}
        {accepting && <Accept finding={finding} onClose={() => setAccepting(false)} />}
      </div>
      {write && finding.state === 'open' && !accepting && (
        <Button size="small" look="quiet" onClick={() => setAccepting(true)}>
          {t('quality.accept')}
        </Button>
      )}
    </li>
  );
}

function Accept({ finding, onClose }: { finding: FindingView; onClose: () => void }) {
  const t = useText();
  const [note, setNote] = useState('');
  const write = useWrite(acceptFinding, onClose);
  return (
    <div className="stack">
      <ProblemNotice problem={write.problem} />
      <TextArea
        label={t('quality.accept.why')}
        hint={t('quality.accept.hint')}
        value={note}
        onChange={setNote}
      />
      <span className="row">
        <Button size="small" onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          size="small"
          busy={write.busy}
          disabled={note.trim().length < 2}
          onClick={() => void write.run(finding.id, note.trim())}
        >
          {t('quality.accept')}
        </Button>
      </span>
    </div>
  );
}
