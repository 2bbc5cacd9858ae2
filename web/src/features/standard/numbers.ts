import type { NumberPart, NumberRuleDraft, NumberRuleView } from '../../api/types';
import type { Text } from '../../i18n/useText';

export const partKinds = [
  'literal',
  'group_code',
  'employer_code',
  'unit_code',
  'entry_year',
  'entry_month',
  'sequence',
  'check_digit',
] as const;
export type PartKind = (typeof partKinds)[number];

export const countedBy = ['employer', 'unit', 'year', 'month'] as const;

/** A part as it stands when it is added. */
export function newPart(kind: PartKind): NumberPart {
  if (kind === 'literal') return { kind, text: '-' };
  if (kind === 'entry_year') return { kind, digits: 2 };
  if (kind === 'sequence') return { kind, digits: 4, start: 1, per: [] };
  return { kind };
}

/** What most groups want: group, company, entry year, running number by company and year. */
export function usualDraft(title: string, first_day: string): NumberRuleDraft {
  return {
    legal_entity_id: null,
    title,
    parts: [
      { kind: 'group_code' },
      { kind: 'employer_code' },
      { kind: 'entry_year', digits: 2 },
      { kind: 'sequence', digits: 4, start: 1, per: ['employer', 'year'] },
    ],
    group_code: '',
    employer_codes: [],
    on_mismatch: 'warn',
    on_overflow: 'refuse',
    first_day,
  };
}

export function draftOf(rule: NumberRuleView, first_day: string): NumberRuleDraft {
  const { legal_entity_id, title, parts, group_code, employer_codes, on_mismatch, on_overflow } = rule;
  return { legal_entity_id, title, parts, group_code, employer_codes, on_mismatch, on_overflow, first_day };
}

/** A part in a few words: `流水号 4 位`. */
export function partName(part: NumberPart, t: Text): string {
  const name = t(`numbers.part.${part.kind}`);
  if (part.kind === 'literal') return part.text;
  if (part.kind === 'entry_year' || part.kind === 'sequence')
    return `${name} ${t('numbers.digits', { n: part.digits })}`;
  return name;
}
