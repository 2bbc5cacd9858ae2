import type { ReactNode } from 'react';
import { cx } from './cx';
import { Icon, type IconName } from './Icon';
import styles from './Notice.module.css';
import type { Tone } from './Tag';

interface NoticeProps {
  tone?: Tone;
  icon?: IconName;
  title?: ReactNode;
  /** Announced when it appears: for results of what the reader just did. */
  live?: boolean;
  children?: ReactNode;
  action?: ReactNode;
}

/** A sentence that belongs to the page and must not be overlooked. */
export function Notice({ tone = 'neutral', icon = 'info', title, live, children, action }: NoticeProps) {
  return (
    <div
      className={cx(styles.notice, styles[tone])}
      role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}
    >
      <Icon name={icon} size={16} />
      <div>
        <p>
          {title && <b>{title} </b>}
          {children}
        </p>
        {action && <div className="row">{action}</div>}
      </div>
    </div>
  );
}
