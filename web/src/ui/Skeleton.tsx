import { useText } from '../i18n/useText';
import styles from './Skeleton.module.css';

/** A grey place of the size of what is coming, so that nothing jumps. */
export function Skeleton({ height, width }: { height: number; width?: number | string }) {
  return <span className={styles.block} style={{ height, width: width ?? '100%' }} aria-hidden="true" />;
}

export function SkeletonRows({ count = 5 }: { count?: number }) {
  const t = useText();
  return (
    <div className={styles.rows} role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders are all alike
        <div key={index} className={styles.row}>
          <span className={styles.block} />
          <span className={styles.block} />
          <span className={styles.block} />
        </div>
      ))}
    </div>
  );
}
