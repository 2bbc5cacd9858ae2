import { useCallback } from 'react';
import { useText } from './useText';

/** A length of time in the two largest units that say something: `2 天 7 小时`, `45 分钟`. */
export function useSpan(): (seconds: number) => string {
  const t = useText();
  return useCallback(
    (seconds) => {
      const minutes = Math.floor(Math.abs(seconds) / 60);
      const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
      if (days > 0) return hours > 0 ? t('ui.span.days_hours', { days, hours }) : t('ui.span.days', { days });
      if (hours > 0)
        return minutes % 60 > 0
          ? t('ui.span.hours_minutes', { hours, minutes: minutes % 60 })
          : t('ui.span.hours', { hours });
      return t('ui.span.minutes', { minutes });
    },
    [t],
  );
}
