import { useText } from '../i18n/useText';
import styles from './Band.module.css';
import { cx } from './cx';

export const bands = ['low', 'medium', 'elevated', 'high'] as const;
export type BandName = (typeof bands)[number];

/** Four bands and no percentage: a number would promise more than the model knows. */
export function Band({ now, previous }: { now: BandName; previous?: BandName | null }) {
  const t = useText();
  const calm = now === 'low' || now === 'medium';
  return (
    <ol className={styles.bands} aria-label={t('ui.band.label')}>
      {bands.map((band) => (
        <li
          key={band}
          className={cx(
            styles.band,
            band === now
              ? calm
                ? cx(styles.now, styles.calm)
                : styles.now
              : band === previous && styles.previous,
          )}
          aria-current={band === now ? 'true' : undefined}
        >
          <span className={styles.bar} aria-hidden="true" />
          <span>
            {band === previous && band !== now
              ? t('ui.band.previous', { band: t(`band.${band}`) })
              : t(`band.${band}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
