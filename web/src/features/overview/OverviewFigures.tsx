import type { Figure } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { type FigureItem, FigureStrip } from '../../ui/FigureStrip';
import { FigureDetail } from './FigureDetail';
import { useShownFigure } from './useShownFigure';

export function OverviewFigures({ figures }: { figures: Figure[] }) {
  const both = useBilingual();
  const shown = useShownFigure();
  const note = useNote();
  const items = figures.map(
    (figure): FigureItem => ({
      key: figure.key,
      label: both(figure.title),
      ...shown(figure.value, figure.unit),
      word: figure.value === null || figure.unit === 'minutes',
      note: note(figure),
      tone: figure.key === 'overdue_tasks' && figure.value ? 'bad' : undefined,
      detail: () => <FigureDetail figure={figure} asOf={figure.as_of} />,
    }),
  );
  return <FigureStrip items={items} />;
}

/** What stands below a figure: why it is hidden, what it is made of, or the year before. */
function useNote() {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  return (figure: Figure): string | undefined => {
    if (figure.hidden) return both(figure.hidden);
    if (figure.value === null) return t('overview.no_cases');
    if (figure.a_year_before === null) return undefined;
    const gap = figure.value - figure.a_year_before;
    return figure.unit === 'share'
      ? t('overview.points_against_year', { gap: format.signed(gap * 100, 1) })
      : t('overview.against_year', { gap: format.signed(gap) });
  };
}
