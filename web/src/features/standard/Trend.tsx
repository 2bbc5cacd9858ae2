import type { QualityOverview } from '../../api/types';
import { useText } from '../../i18n/useText';
import { PlainTable } from '../../ui/table/PlainTable';
import { useScore } from './Quality';
import styles from './standard.module.css';

/** Scores by month: a table that is read against each other, the newest month last. */
export function Trend({ data }: { data: QualityOverview }) {
  const t = useText();
  const score = useScore();
  const months = [...new Set(data.trend.map((point) => point.month))].slice(-6);
  if (months.length < 2) return null;
  const rows = [
    { id: null as string | null, name: t('numbers.scope.group') },
    ...data.companies.map((row) => ({ id: row.legal_entity_id as string | null, name: row.name })),
  ];
  const at = (id: string | null, month: string) =>
    data.trend.find((point) => point.month === month && point.legal_entity_id === id)?.score_tenths;
  return (
    <section>
      <h2 className={styles.heading}>{t('quality.trend')}</h2>
      <PlainTable
        label={t('quality.trend')}
        rows={rows}
        rowKey={(row) => row.id ?? 'group'}
        columns={[
          { key: 'name', title: t('quality_score.legal_entity_id'), cell: (row) => row.name },
          ...months.map((month) => ({
            key: month,
            title: month,
            cell: (row: (typeof rows)[number]) => score(at(row.id, month)),
          })),
        ]}
      />
    </section>
  );
}
