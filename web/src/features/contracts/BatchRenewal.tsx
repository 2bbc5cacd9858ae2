import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contractDuesQuery, type DeskFilter, makeRenewals, previewRenewals } from '../../api/contracts';
import { useCatalogue } from '../../api/organisation';
import type { DeskItem, RenewalProposal } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { ExplanationPanel } from '../../ui/explained/Explained';
import { Checkbox, DateField, TextField } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import { PlainTable } from '../../ui/table/PlainTable';

/** What was decided for one person in the preview. */
interface Choice {
  skip: boolean;
  /** The written wish for a fixed term, where open-ended is due. */
  asked: string;
}

/** Renewals in a batch: first the preview with what the law wants of each, then all of them or none. */
export function BatchRenewal({ within, filter }: { within: string; filter: DeskFilter }) {
  const t = useText();
  const [months, setMonths] = useState('36');
  const [proposals, setProposals] = useState<RenewalProposal[] | null>(null);
  const ending = useInfiniteQuery(contractDuesQuery('ending', within, filter));
  const items = ending.data?.pages.flatMap((page) => page.items) ?? [];
  const open = items.filter((item) => item.contract !== null && item.renewal === null);
  const preview = useWrite(
    (chosen: DeskItem[]) =>
      previewRenewals(
        chosen.flatMap((item) => (item.contract ? [item.contract.id] : [])),
        Number.parseInt(months, 10) || 0,
      ),
    (found) => setProposals(found.items),
  );
  return (
    <section className="stack">
      <h2>{t('contracts.batch')}</h2>
      <p className="muted">{t('contracts.batch.note')}</p>
      <QueryState query={ending} what={t('contracts.tab.ending')} framed={false}>
        {() => (
          <div className="row ends">
            <TextField
              label={t('contracts.batch.months')}
              value={months}
              inputMode="numeric"
              error={preview.problem?.field === 'months' ? preview.problem.message : null}
              onChange={setMonths}
            />
            <Button
              look={proposals ? undefined : 'primary'}
              busy={preview.busy}
              disabled={open.length === 0}
              onClick={() => void preview.run(open)}
            >
              {t('contracts.batch.preview', { n: open.length })}
            </Button>
          </div>
        )}
      </QueryState>
      <ProblemNotice problem={preview.problem} />
      {proposals && <Proposals proposals={proposals} onDone={() => setProposals(null)} />}
    </section>
  );
}

function Proposals({ proposals, onDone }: { proposals: RenewalProposal[]; onDone: () => void }) {
  const t = useText();
  const toast = useToast();
  const format = useFormats();
  const [choices, setChoices] = useState<Record<string, Choice>>({});
  const [answerBy, setAnswerBy] = useState<string | null>(null);
  const choiceOf = (id: string): Choice => choices[id] ?? { skip: false, asked: '' };
  const chosen = proposals.filter((one) => one.blocked_by === null && !choiceOf(one.contract.id).skip);
  const make = useWrite(
    (send: boolean) =>
      makeRenewals({
        send,
        answer_by: answerBy,
        items: chosen.map((one) => ({
          contract_id: one.contract.id,
          kind: one.kind,
          last_day: one.last_day,
          same_terms: true,
          fixed_asked: choiceOf(one.contract.id).asked.trim() || null,
        })),
      }),
    (made) => {
      toast({ text: t('contracts.batch.made', { n: format.number(made.count) }) });
      onDone();
    },
  );
  return (
    <>
      <ProposalTable
        proposals={proposals}
        choiceOf={choiceOf}
        onChoice={(id, next) => setChoices({ ...choices, [id]: next })}
      />
      <ProblemNotice problem={make.problem} />
      <div className="row ends">
        <DateField label={t('contract_renewal.answer_by')} value={answerBy} onChange={setAnswerBy} />
        <Button disabled={chosen.length === 0} busy={make.busy} onClick={() => void make.run(false)}>
          {t('contracts.batch.draft', { n: chosen.length })}
        </Button>
        <Button
          look="primary"
          disabled={chosen.length === 0}
          busy={make.busy}
          onClick={() => void make.run(true)}
        >
          {t('contracts.batch.send', { n: chosen.length })}
        </Button>
      </div>
    </>
  );
}

function ProposalTable({
  proposals,
  choiceOf,
  onChoice,
}: {
  proposals: RenewalProposal[];
  choiceOf: (id: string) => Choice;
  onChoice: (id: string, next: Choice) => void;
}) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const [why, setWhy] = useState<RenewalProposal | null>(null);
  const term = (first: string, last: string | null) =>
    last ? `${format.day(first)} – ${format.day(last)}` : t('contracts.since', { day: format.day(first) });
  return (
    <>
      <PlainTable
        label={t('contracts.batch')}
        rows={proposals}
        rowKey={(one) => one.contract.id}
        columns={[
          {
            key: 'who',
            title: t('person.full_name'),
            cell: (one) => (
              <Checkbox
                label={one.person.full_name}
                disabled={one.blocked_by !== null}
                checked={one.blocked_by === null && !choiceOf(one.contract.id).skip}
                onChange={(checked) =>
                  onChoice(one.contract.id, { ...choiceOf(one.contract.id), skip: !checked })
                }
              />
            ),
          },
          {
            key: 'now',
            words: true,
            title: t('contracts.batch.now'),
            cell: (one) => term(one.contract.first_day, one.contract.last_day),
          },
          {
            key: 'no',
            title: t('contracts.batch.no'),
            cell: (one) => t('contracts.term_no', { no: one.contract.fixed_term_no }),
          },
          {
            key: 'next',
            words: true,
            title: t('contracts.batch.next'),
            cell: (one) => `${nameOf('contract_kind', one.kind)} ${term(one.first_day, one.last_day)}`,
          },
          {
            key: 'law',
            words: true,
            title: t('contracts.law'),
            cell: (one) => (
              <span className="row">
                {one.blocked_by ? (
                  <Tag tone="bad">{code(`contracts.blocked.${one.blocked_by}`, one.blocked_by)}</Tag>
                ) : one.open_ended_due ? (
                  <Tag tone="warn">{t('contracts.open_ended_due')}</Tag>
                ) : (
                  <Tag tone="good">{t('contracts.fixed_allowed')}</Tag>
                )}
                <TextButton plain className="small" onClick={() => setWhy(one)}>
                  {t('contracts.why')}
                </TextButton>
              </span>
            ),
          },
        ]}
      />
      {why && (
        <Drawer open title={why.person.full_name} onClose={() => setWhy(null)}>
          <ExplanationPanel explanation={why.explanation} />
        </Drawer>
      )}
    </>
  );
}
