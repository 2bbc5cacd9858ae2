import type { ModelView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { BarList } from '../../ui/chart/BarList';
import { type FigureItem, FigureStrip } from '../../ui/FigureStrip';
import { Notice } from '../../ui/Notice';
import { Halves } from '../../ui/Page';
import { PlainTable } from '../../ui/table/PlainTable';
import { BacktestCard } from './BacktestCard';
import { FairnessCard } from './FairnessCard';

/** What the model learnt from, how good it is beside saying that nobody leaves, and what it looks at. */
export function ModelCardView({ card }: { card: ModelView }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const [first, last] = card.period;
  const figures: FigureItem[] = [
    {
      key: 'auc',
      label: t('model.auc'),
      value: format.number(card.metrics.roc_auc, 3),
      note: t('model.auc.note'),
    },
    {
      key: 'precision',
      label: t('model.precision'),
      value: format.percent(card.metrics.precision_top10),
      note: t('model.precision.note', { base: format.percent(card.base_rate) }),
    },
    {
      key: 'ece',
      label: t('model.ece'),
      value: format.number(card.metrics.ece, 3),
      note: t('model.ece.note'),
    },
    {
      key: 'exits',
      label: t('model.exits'),
      value: format.number(card.exits),
      unit: t('model.exits.unit'),
      note: t('model.rows', { rows: format.number(card.rows), persons: format.number(card.persons) }),
    },
  ];
  return (
    <div className="stack">
      {card.kind === 'logistic' && (
        <Notice tone="warn" icon="info">
          {t('model.fallback', { exits: card.exits, needed: card.exits_for_ebm })}
        </Notice>
      )}
      <FigureStrip items={figures} />
      <Halves>
        <Card
          title={t('model.importance')}
          note={t('model.importance.note', { first: format.month(first), last: format.month(last) })}
        >
          <BarList
            items={card.importance.slice(0, 12).map((term) => ({
              key: term.term,
              name: both(term.name),
              size: term.size,
              value: format.number(term.size, 2),
            }))}
          />
        </Card>
        <div className="stack">
          <BacktestCard months={card.backtest} horizon={card.horizon_months} />
          <Comparison card={card} />
        </div>
      </Halves>
      {card.fairness.map((table) => (
        <FairnessCard key={table.attribute} table={table} />
      ))}
      <Card title={t('model.never')}>
        <p>{card.never_used.map(both).join(t('insight.never.join'))}</p>
      </Card>
    </div>
  );
}

/** Every measure beside the same measure of plain rules and of doing nothing; accuracy alone would flatter. */
function Comparison({ card }: { card: ModelView }) {
  const t = useText();
  const format = useFormats();
  const rows = [
    ...(['roc_auc', 'pr_auc'] as const).map((key) => ({
      key,
      model: card.metrics[key],
      rules: card.three_rules[key],
      nobody: card.nobody_leaves[key],
    })),
    ...(['precision_flagged', 'recall_flagged'] as const).map((key) => ({
      key,
      model: card.flagged[key],
      rules: card.three_rules[key],
      nobody: null,
    })),
    ...(['brier', 'ece'] as const).map((key) => ({
      key,
      model: card.metrics[key],
      rules: null,
      nobody: card.nobody_leaves[key],
    })),
  ];
  const number = (value: number | null) => (value === null ? t('model.none') : format.number(value, 3));
  return (
    <Card
      title={t('model.comparison')}
      note={t('model.comparison.note', { share: format.percent(card.flagged_share, 0) })}
      flush
    >
      <PlainTable
        label={t('model.comparison')}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          {
            key: 'name',
            title: t('model.measure'),
            cell: (row) => t(`model.measure.${row.key}`),
          },
          {
            key: 'model',
            title: t('model.this'),
            cell: (row) => number(row.model),
          },
          { key: 'rules', title: t('model.rules'), cell: (row) => number(row.rules) },
          { key: 'nobody', title: t('model.nobody'), cell: (row) => number(row.nobody) },
        ]}
      />
    </Card>
  );
}
