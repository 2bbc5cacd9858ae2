import type { BinaryMetrics, ModelCard } from '../../api/types.insights';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { BarList } from '../../ui/chart/BarList';
import { type FigureItem, FigureStrip } from '../../ui/FigureStrip';
import { Notice } from '../../ui/Notice';
import { Halves } from '../../ui/Page';
import { DataTable } from '../../ui/table/DataTable';
import { BacktestCard } from './BacktestCard';

/** What the model learnt from, how good it is beside saying that nobody leaves, and what it looks at. */
export function ModelCardView({ card }: { card: ModelCard }) {
  const t = useText();
  const code = useCode();
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
              name: term.term
                .split(' × ')
                .map((key) => code(`feature.${key}`, key))
                .join(' × '),
              size: term.size,
              value: format.number(term.size, 2),
            }))}
          />
        </Card>
        <div className="stack">
          <BacktestCard months={card.backtest} horizon={card.horizon_months} />
          <Comparison model={card.metrics} nobody={card.nobody_leaves} />
        </div>
      </Halves>
    </div>
  );
}

const measures = ['roc_auc', 'pr_auc', 'brier', 'ece', 'recall_top10', 'precision_top10'] as const;

/** Every measure beside the same measure of doing nothing; accuracy alone would flatter. */
function Comparison({ model, nobody }: { model: BinaryMetrics; nobody: BinaryMetrics }) {
  const t = useText();
  const format = useFormats();
  return (
    <Card title={t('model.comparison')} flush>
      <DataTable
        label={t('model.comparison')}
        rows={measures}
        rowKey={(measure) => measure}
        columns={[
          {
            key: 'name',
            title: t('model.measure'),
            width: 'minmax(120px, 2fr)',
            cell: (measure) => t(`model.measure.${measure}`),
          },
          {
            key: 'model',
            title: t('model.this'),
            align: 'end',
            phone: 'side',
            cell: (measure) => format.number(model[measure], 3),
          },
          {
            key: 'nobody',
            title: t('model.nobody'),
            align: 'end',
            cell: (measure) => format.number(nobody[measure], 3),
          },
        ]}
      />
    </Card>
  );
}
