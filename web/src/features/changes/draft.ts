import type { ChangeKind, ChangeTerms } from '../../api/types';
import type { Pick } from '../../ui/fields';

/** What a form of any kind of change holds. */
export interface Draft {
  unit_id: string | null;
  manager: Pick | null;
  position: string;
  job_level: string;
  place: string | null;
  base_pay_fen: number | null;
  legal_entity_id: string | null;
  employee_no: string;
  contract_kind: string | null;
  contract_last_day: string | null;
  last_day: string | null;
  host_entity_id: string | null;
  host_unit_id: string | null;
  host_name: string;
  paid_by: string;
  category: 'male_60' | 'female_55' | 'female_50';
  choice: 'statutory' | 'early' | 'late';
  probation_last_day: string | null;
  hired_on: string | null;
}

export const blank: Draft = {
  unit_id: null,
  manager: null,
  position: '',
  job_level: '',
  place: null,
  base_pay_fen: null,
  legal_entity_id: null,
  employee_no: '',
  contract_kind: 'fixed_term',
  contract_last_day: null,
  last_day: null,
  host_entity_id: null,
  host_unit_id: null,
  host_name: '',
  paid_by: 'home',
  category: 'male_60',
  choice: 'statutory',
  probation_last_day: null,
  hired_on: null,
};

export const draftOf = (kind: ChangeKind | null): Draft => ({
  ...blank,
  paid_by: kind === 'leave_of_absence' ? 'nobody' : 'home',
});

const text = (value: string) => value.trim() || null;

/** The wire's form of a draft; null while something required is missing. */
export function termsOf(kind: ChangeKind, draft: Draft, day: string | null): ChangeTerms | null {
  const post = {
    unit_id: draft.unit_id,
    manager_id: draft.manager?.id ?? null,
    position: text(draft.position),
    job_level: text(draft.job_level),
    place: draft.place,
    base_pay_fen: draft.base_pay_fen,
  };
  const posting = {
    last_day: draft.last_day,
    host_entity_id: draft.host_entity_id,
    host_unit_id: draft.host_unit_id,
    host_name: text(draft.host_name),
    paid_by: draft.paid_by,
  };
  const contract =
    draft.contract_kind && day
      ? { kind: draft.contract_kind, first_day: day, last_day: draft.contract_last_day, signed_on: null }
      : null;
  switch (kind) {
    case 'confirm':
      return { kind, base_pay_fen: draft.base_pay_fen };
    case 'probation':
      return draft.last_day ? { kind, last_day: draft.last_day } : null;
    case 'transfer':
      return {
        kind,
        ...post,
        legal_entity_id: draft.legal_entity_id,
        employee_no: draft.legal_entity_id ? text(draft.employee_no) : null,
        contract: draft.legal_entity_id ? contract : null,
      };
    case 'promote':
      return { kind, ...post, legal_entity_id: null, employee_no: null, contract: null };
    case 'second':
    case 'leave_of_absence':
      return { kind, ...posting };
    case 'end_secondment':
    case 'return':
    case 'onboard':
      return { kind };
    case 'retire':
      return { kind, category: draft.category, choice: draft.choice };
    case 'correct':
      return {
        kind,
        ...post,
        last_day: draft.last_day,
        probation_last_day: draft.probation_last_day,
        hired_on: draft.hired_on,
      };
    case 'rehire': {
      const { legal_entity_id, unit_id, place } = draft;
      if (!legal_entity_id || !unit_id || !place || !day) return null;
      return {
        kind,
        hire: {
          ...post,
          unit_id,
          place,
          legal_entity_id,
          person_id: null,
          person: null,
          position: draft.position.trim(),
          employee_no: draft.employee_no.trim(),
          kind: 'full_time',
          working_time: 'standard',
          hired_on: day,
          probation_last_day: draft.probation_last_day,
          contract,
        },
      };
    }
  }
}
