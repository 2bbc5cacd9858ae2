import { useText } from '../i18n/useText';
import { cx } from './cx';
import { Icon } from './Icon';
import styles from './Steps.module.css';

/** Where one is in a row of steps. `now` counts from 0. */
export function Steps({ titles, now }: { titles: string[]; now: number }) {
  const t = useText();
  return (
    <>
      <p className={styles.short}>
        {t('ui.steps.now', { now: now + 1, all: titles.length, title: titles[now] ?? '' })}
      </p>
      <ol className={styles.steps}>
        {titles.map((title, index) => (
          <li
            key={title}
            className={cx(styles.step, index < now && styles.done, index === now && styles.now)}
            aria-current={index === now ? 'step' : undefined}
          >
            <span className={styles.mark} aria-hidden="true">
              {index < now ? <Icon name="check" size={14} /> : index + 1}
            </span>
            {title}
          </li>
        ))}
      </ol>
    </>
  );
}
