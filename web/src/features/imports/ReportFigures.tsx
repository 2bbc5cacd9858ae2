import type { ImportReport } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { FigureStrip } from '../../ui/FigureStrip';
import { isCompared } from './ComparisonCard';

/** What a check found, in five figures. */
export function ReportFigures({ report, written = false }: { report: ImportReport; written?: boolean }) {
  const t = useText();
  const format = useFormats();
  const ready = report.clean_rows + report.warned_rows;
  // Before the run there is only one side, and what the file itself lacks is no difference between both.
  const compared = written ? report.comparisons.filter(isCompared) : [];
  const agreeing = compared.filter((comparison) => comparison.agrees).length;
  return (
    <FigureStrip
      items={[
        {
          key: 'ready',
          label: t(written ? 'import.written' : 'import.ready'),
          value: format.number(ready),
          unit: t('import.rows'),
          note: t('import.ready.note', {
            share: format.percent(report.rows === 0 ? 0 : ready / report.rows),
          }),
        },
        {
          key: 'bad',
          label: t(written ? 'import.not_written' : 'import.bad'),
          value: format.number(report.bad_rows),
          unit: t('import.rows'),
          tone: report.bad_rows > 0 ? 'warn' : undefined,
          note: written ? undefined : t('import.fixable', { fixable: format.number(report.fixable_rows) }),
        },
        {
          key: 'warned',
          label: t('import.warned'),
          value: format.number(report.warned_rows),
          unit: t('import.rows'),
          note: t('import.left_out', { left_out: format.number(report.left_out_rows) }),
        },
        {
          key: 'columns',
          label: t('import.columns'),
          value: format.number(report.columns_mapped),
          unit: t('import.columns.of', { columns: report.columns }),
          note: t('import.columns.note', { rest: report.columns - report.columns_mapped }),
        },
        ...(compared.length > 0
          ? [
              {
                key: 'compared',
                label: t('import.comparison'),
                value: format.number(agreeing),
                unit: t('import.compared.of', { compared: compared.length }),
                tone: agreeing < compared.length ? ('bad' as const) : ('good' as const),
              },
            ]
          : []),
      ]}
    />
  );
}
