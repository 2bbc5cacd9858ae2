import type { BacktestMonth } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { DotGrid } from '../../ui/chart/DotGrid';

/** The backtest in people one can count: of a hundred flagged, so many left, and so many by chance. */
export function BacktestCard({ months, horizon }: { months: BacktestMonth[]; horizon: number }) {
  const t = useText();
  const format = useFormats();
  const sum = (pick: (month: BacktestMonth) => number) =>
    months.reduce((total, month) => total + pick(month), 0);
  const [flagged, rows] = [sum((month) => month.flagged), sum((month) => month.rows)];
  const [first, last] = [months[0]?.month, months.at(-1)?.month];
  if (!first || !last || flagged === 0 || rows === 0) return null;
  const hits = Math.round((sum((month) => month.flagged_left) / flagged) * 100);
  const chance = Math.round((sum((month) => month.left) / rows) * 100);
  return (
    <Card
      title={t('insight.backtest')}
      note={t('insight.backtest.period', { first: format.month(first), last: format.month(last) })}
    >
      <p>{t('insight.backtest.sentence', { hits, months: horizon, chance })}</p>
      <DotGrid
        hits={hits}
        hitLabel={t('insight.backtest.left', { months: horizon })}
        restLabel={t('insight.backtest.stayed', { stayed: 100 - hits })}
      />
    </Card>
  );
}
