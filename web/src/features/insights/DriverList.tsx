import type { Driver, InputLine, Text as Words } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { cx } from '../../ui/cx';
import { Facts } from '../../ui/Facts';
import { Icon } from '../../ui/Icon';
import { Notice } from '../../ui/Notice';
import styles from './insights.module.css';

/** Why a band is what it is: what pushes it up, then what pushes it down, each with its numbers. */
export function DriverList({ drivers }: { drivers: Driver[] }) {
  const t = useText();
  return (
    <>
      {(['up', 'down'] as const).map((direction) => {
        const some = drivers.filter((driver) => driver.direction === direction);
        if (some.length === 0) return null;
        return (
          <section key={direction}>
            <h3 className={styles.group}>{t(`insight.direction.${direction}`)}</h3>
            <ul className={styles.drivers}>
              {some.map((driver) => (
                <DriverLine key={driver.feature} driver={driver} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function DriverLine({ driver }: { driver: Driver }) {
  const both = useBilingual();
  return (
    <li className={cx(styles.driver, driver.direction === 'down' && styles.down)}>
      <span className={styles.way}>
        <Icon name={driver.direction} size={14} />
      </span>
      <span className={styles.sentence}>{both(driver.sentence)}</span>
      <span className={styles.figure}>{both(driver.figure)}</span>
    </li>
  );
}

/** What is never used stays on the page itself, not behind a link. */
export function NeverUsed({ names }: { names: Words[] }) {
  const t = useText();
  const both = useBilingual();
  return (
    <div className={styles.never}>
      <Notice icon="guard" title={t('insight.never')}>
        {names.map(both).join(t('insight.never.join'))}
      </Notice>
    </div>
  );
}

export function SupportOnly({ text }: { text: Words }) {
  const both = useBilingual();
  return (
    <Notice tone="info" icon="lock">
      {both(text)}
    </Notice>
  );
}

/** Every input in words, behind a line that opens: nothing that was looked at is kept back. */
export function InputList({ inputs }: { inputs: InputLine[] }) {
  const t = useText();
  const both = useBilingual();
  if (inputs.length === 0) return null;
  return (
    <details className={styles.inputs}>
      <summary>{t('insight.inputs', { count: inputs.length })}</summary>
      <Facts
        items={inputs.map((input) => [
          both(input.name),
          input.missing ? t('insight.inputs.missing') : both(input.figure),
        ])}
      />
    </details>
  );
}
