import { useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import type { RenewalProposal } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { TextButton } from '../../ui/Button';
import { ExplanationPanel } from '../../ui/explained/Explained';
import { Checkbox } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { Tag } from '../../ui/Tag';
import { PlainTable } from '../../ui/table/PlainTable';
import { FixedWishDrawer } from './FixedWishDrawer';
import { type Choice, renewalOf } from './renewalChoice';

/** What the law wants of each contract that runs out, and what is decided for it. */
export function ProposalTable({
  proposals,
  choiceOf,
  onChoice,
}: {
  proposals: RenewalProposal[];
  choiceOf: (id: string) => Choice;
  onChoice: (id: string, next: Choice) => void;
}) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const [why, setWhy] = useState<RenewalProposal | null>(null);
  const [wishing, setWishing] = useState<RenewalProposal | null>(null);
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
            cell: (one) => {
              const next = renewalOf(one, choiceOf(one.contract.id));
              return `${nameOf('contract_kind', next.kind)} ${term(one.first_day, next.last_day ?? null)}`;
            },
          },
          {
            key: 'law',
            words: true,
            title: t('contracts.law'),
            cell: (one) => (
              <LawCell
                proposal={one}
                wished={choiceOf(one.contract.id).wish !== null}
                onWhy={() => setWhy(one)}
                onWish={() => setWishing(one)}
              />
            ),
          },
        ]}
      />
      {why && (
        <Drawer open title={why.person.full_name} onClose={() => setWhy(null)}>
          <ExplanationPanel explanation={why.explanation} />
        </Drawer>
      )}
      {wishing && (
        <FixedWishDrawer
          proposal={wishing}
          wish={choiceOf(wishing.contract.id).wish}
          onWish={(wish) => onChoice(wishing.contract.id, { ...choiceOf(wishing.contract.id), wish })}
          onClose={() => setWishing(null)}
        />
      )}
    </>
  );
}

/** What the law says of one of them; where an open-ended contract is due, the person may have asked for a fixed term. */
function LawCell({
  proposal,
  wished,
  onWhy,
  onWish,
}: {
  proposal: RenewalProposal;
  wished: boolean;
  onWhy: () => void;
  onWish: () => void;
}) {
  const t = useText();
  const code = useCode();
  const { blocked_by, open_ended_due } = proposal;
  return (
    <span className="row">
      {blocked_by ? (
        <Tag tone="bad">{code(`contracts.blocked.${blocked_by}`, blocked_by)}</Tag>
      ) : open_ended_due ? (
        <Tag tone={wished ? 'info' : 'warn'}>
          {t(wished ? 'contracts.wish.noted' : 'contracts.open_ended_due')}
        </Tag>
      ) : (
        <Tag tone="good">{t('contracts.fixed_allowed')}</Tag>
      )}
      <TextButton plain className="small" onClick={onWhy}>
        {t('contracts.why')}
      </TextButton>
      {open_ended_due && !blocked_by && (
        <TextButton plain className="small" onClick={onWish}>
          {t(wished ? 'contracts.wish.change' : 'contracts.wish.record')}
        </TextButton>
      )}
    </span>
  );
}
