/** The shapes of insight. This file goes when the generated types can be imported. */
import type { Text } from './types.flows';

export type BandName = 'low' | 'medium' | 'elevated' | 'high';

export interface Driver {
  feature: string;
  direction: 'up' | 'down';
  sentence: Text;
  figure: Text;
  helps: string[];
}

export interface ActionInfo {
  action: string;
  name: Text;
  how: Text;
  within_days: number;
}

export interface BacktestMonth {
  month: string;
  rows: number;
  flagged: number;
  flagged_left: number;
  left: number;
  base_rate: number;
  roc_auc: number | null;
}

export interface BinaryMetrics {
  roc_auc: number;
  pr_auc: number;
  brier: number;
  ece: number;
  accuracy: number;
  recall_top10: number;
  precision_top10: number;
}

export interface ModelCard {
  kind: 'ebm' | 'logistic';
  exits: number;
  exits_for_ebm: number;
  rows: number;
  persons: number;
  period: [string, string];
  horizon_months: number;
  base_rate: number;
  importance: { term: string; size: number }[];
  metrics: BinaryMetrics;
  nobody_leaves: BinaryMetrics;
  flagged_share: number;
  backtest: BacktestMonth[];
}
