import type { ContractDue } from '../../api/types';

/** The tabs of the desk; they stand in its address. */
export const contractTabs = [
  'warnings',
  'ending',
  'unsigned',
  'renewals',
  'noncompetes',
  'bonds',
  'structure',
] as const;
export type ContractTab = (typeof contractTabs)[number];

/** What the tab of warnings shows, the gravest first; the others have tabs of their own. */
export const warningDues = [
  'lapsed',
  'second_fixed',
  'long_service',
  'probation_too_long',
  'part_time_limits',
  'dispatch_term',
  'permit_ending',
  'over_age_unwritten',
  'place_mismatch',
  'insurance_mismatch',
  'signature_missing',
] as const satisfies readonly ContractDue[];
export type WarningDue = (typeof warningDues)[number];

export const withinDays = ['30', '60', '90'] as const;
