import { useCallback } from 'react';
import type { FigureUnit } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useSpan } from '../../i18n/useSpan';
import { useText } from '../../i18n/useText';

/** A value in the words of its unit: a share as per cent, minutes as a span, the others counted. */
export function useShownFigure() {
  const t = useText();
  const format = useFormats();
  const span = useSpan();
  return useCallback(
    (value: number | null, unit: FigureUnit) => {
      if (value === null) return { value: t('overview.none'), unit: undefined };
      if (unit === 'share') return { value: format.percent(value), unit: undefined };
      if (unit === 'minutes') return { value: span(value * 60), unit: undefined };
      return { value: format.number(value), unit: t(`overview.unit.${unit}`, { count: value }) };
    },
    [t, format, span],
  );
}
