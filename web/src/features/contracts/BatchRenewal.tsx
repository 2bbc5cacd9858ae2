import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { contractDuesQuery, type DeskFilter, makeRenewals, previewRenewals } from '../../api/contracts';
import type { DeskItem, RenewalProposal } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { DateField, TextField } from '../../ui/fields';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { useToast } from '../../ui/Toast';
import { ProposalTable } from './ProposalTable';
import { type Choice, renewalOf, unchosen } from './renewalChoice';

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
  const choiceOf = (id: string): Choice => choices[id] ?? unchosen;
  const chosen = proposals.filter((one) => one.blocked_by === null && !choiceOf(one.contract.id).skip);
  const make = useWrite(
    (send: boolean) =>
      makeRenewals({
        send,
        answer_by: answerBy,
        items: chosen.map((one) => renewalOf(one, choiceOf(one.contract.id))),
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
