import { Fragment, type ReactNode } from 'react';
import { useFormats } from '../i18n/format';
import { useText } from '../i18n/useText';
import { cx } from './cx';
import styles from './EventList.module.css';
import { Tag, type Tone } from './Tag';

export interface EventItem {
  id: string;
  /** A day (`2026-04-01`) or an instant. */
  at: string;
  title: ReactNode;
  tag?: string;
  tone?: Tone;
  text?: ReactNode;
  by?: ReactNode;
}

/** What happened, newest first, by year: the story of a person. */
export function EventList({ items }: { items: EventItem[] }) {
  const t = useText();
  const years = groupByYear(items);
  return (
    <div>
      {[...years].map(([year, events]) => (
        <Fragment key={year}>
          <p className={styles.year}>{t('ui.year', { year })}</p>
          <ol className={styles.list}>
            {events.map((event) => (
              <li
                key={event.id}
                className={cx(styles.event, event.tone && event.tone !== 'neutral' && styles[event.tone])}
              >
                <time className={styles.when} dateTime={event.at}>
                  {event.at.slice(5, 10)}
                </time>
                <span className={styles.dot} aria-hidden="true" />
                <EventBody event={event} />
              </li>
            ))}
          </ol>
        </Fragment>
      ))}
    </div>
  );
}

function groupByYear(items: EventItem[]): Map<string, EventItem[]> {
  const years = new Map<string, EventItem[]>();
  for (const item of items) {
    const year = item.at.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), item]);
  }
  return years;
}

function EventBody({ event }: { event: EventItem }) {
  return (
    <div>
      <p className={styles.title}>
        <span>{event.title}</span>
        {event.tag && <Tag tone={event.tone === 'warn' ? 'warn' : 'neutral'}>{event.tag}</Tag>}
      </p>
      {event.text && <p className={styles.text}>{event.text}</p>}
      {event.by && <p className={styles.by}>{event.by}</p>}
    </div>
  );
}

/** A log of what was done, each line with its minute. */
export function LogList({ items }: { items: EventItem[] }) {
  const format = useFormats();
  return (
    <ol className={cx(styles.list, styles.log)}>
      {items.map((item) => (
        <li key={item.id} className={styles.event}>
          <time className={styles.when} dateTime={item.at} title={format.momentExact(item.at)}>
            {item.at.length > 10 ? format.moment(item.at) : item.at}
          </time>
          <EventBody event={item} />
        </li>
      ))}
    </ol>
  );
}
