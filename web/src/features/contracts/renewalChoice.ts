import type { NewRenewal, RenewalProposal } from '../../api/types';

/** The wish that somebody put into writing: a fixed term, although an open-ended one is due (art. 14 (2)). */
export interface FixedWish {
  words: string;
  last_day: string;
}

/** What was decided for one person in the preview. */
export interface Choice {
  skip: boolean;
  wish: FixedWish | null;
}

export const unchosen: Choice = { skip: false, wish: null };

/** What is sent for a proposal: as proposed, or the fixed term that the person asked for with the words of the wish. */
export function renewalOf(proposal: RenewalProposal, { wish }: Choice): NewRenewal {
  return {
    contract_id: proposal.contract.id,
    kind: wish ? 'fixed_term' : proposal.kind,
    last_day: wish ? wish.last_day : proposal.last_day,
    same_terms: true,
    fixed_asked: wish?.words ?? null,
  };
}
