/** The shapes of settlements. This file goes when the generated types can be imported. */
import type { Text } from './types.flows';

/** A text in both languages, as the law data write it. */
export interface Bilingual {
  text_zh: string;
  text_en: string;
}

export interface Article extends Bilingual {
  code: string;
}

export interface ExplainedStep extends Bilingual {
  formula: string;
  result: string;
  articles: Article[];
}

export interface ParameterUsed {
  id: string;
  place: string;
  value: unknown;
  unit: string;
  first_day: string;
  last_day: string | null;
  status: string;
  citation: string;
}

/** Everything that led to a figure of law. */
export interface Explanation {
  steps: ExplainedStep[];
  parameters: ParameterUsed[];
  articles: Article[];
  warnings: Bilingual[];
  confidence: string;
}

export interface SettlementLine {
  code: string;
  title: Text;
  amount_fen: number | null;
  explanation: Explanation | null;
  refusal: {
    code: string;
    text: Text;
    parameter: string | null;
    place: string | null;
    date: string | null;
  } | null;
  source: string | null;
}

export interface SettlementDocument {
  hire_date: string;
  last_day: string;
  ground: string;
  place: string;
  inputs: { code: string; title: Text; value: string; source: Text }[];
  lines: SettlementLine[];
  gross_fen: number;
  deducted_fen: number;
  net_fen: number;
  severance_fen: number;
  wages_due_on: string;
  payment: Explanation | null;
  complete: boolean;
  facts: { code: string; amount_fen: number | null; number: string | null; source: string }[];
  note: Text;
}

export interface SettlementView {
  id: string;
  status: 'computed' | 'superseded' | 'confirmed';
  computed_at: string;
  confirmed_at: string | null;
  confirmed_by: string | null;
  document: SettlementDocument | null;
  redacted: string[];
}

export interface CostOption {
  option: string;
  last_day: string;
  cost_fen: number;
  lawful: boolean;
  text: Text;
  explanation: Explanation | null;
  blocked_by: Article | null;
}

export interface CostPreviewView {
  id: string;
  computed_at: string;
  document: { wanted_last_day: string; resigned_last_day: string | null; options: CostOption[] } | null;
  redacted: string[];
}
