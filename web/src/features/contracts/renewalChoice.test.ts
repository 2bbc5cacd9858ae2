import { expect, test } from 'vitest';
import type { RenewalProposal } from '../../api/types';
import { renewalOf, unchosen } from './renewalChoice';

const due = {
  contract: { id: '7' },
  kind: 'open_ended',
  last_day: null,
  open_ended_due: true,
} as unknown as RenewalProposal;

test('a written wish goes out with its words and the fixed term that was asked for', () => {
  const wish = { words: '本人申请续订三年固定期限劳动合同。', last_day: '2029-12-31' };
  expect(renewalOf(due, { skip: false, wish })).toEqual({
    contract_id: '7',
    kind: 'fixed_term',
    last_day: '2029-12-31',
    same_terms: true,
    fixed_asked: '本人申请续订三年固定期限劳动合同。',
  });
});

test('without a wish the open-ended contract that is due is offered', () => {
  expect(renewalOf(due, unchosen)).toMatchObject({ kind: 'open_ended', last_day: null, fixed_asked: null });
});
