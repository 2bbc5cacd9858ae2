import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem';
import { useFormats } from '../i18n/format';
import { useCode, useText } from '../i18n/useText';
import { Button } from './Button';
import { cx } from './cx';
import { Icon, type IconName } from './Icon';
import styles from './states.module.css';
import { useToast } from './Toast';

interface StateProps {
  icon: IconName;
  tone?: 'neutral' | 'bad' | 'warn' | 'info';
  title: ReactNode;
  /** Inside a card no second frame is drawn. */
  framed?: boolean;
  alert?: boolean;
  children?: ReactNode;
  actions?: ReactNode;
}

function State({ icon, tone = 'neutral', title, framed = true, alert, children, actions }: StateProps) {
  return (
    <div className={cx(styles.state, framed && styles.framed)} role={alert ? 'alert' : undefined}>
      <div className={styles.head}>
        <span className={cx(styles.mark, tone !== 'neutral' && styles[tone])}>
          <Icon name={icon} size={18} />
        </span>
        <h2>{title}</h2>
      </div>
      {children}
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}

/** Nothing here: what that means, and the one thing to do. */
export function Empty({
  title,
  children,
  action,
  framed,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  framed?: boolean;
}) {
  return (
    <State icon="inbox" title={title} framed={framed} actions={action}>
      {children && <p>{children}</p>}
    </State>
  );
}

/** A call failed: what failed, what is safe, the request id for support, and a way to try again. */
export function ErrorState({
  problem,
  what,
  onRetry,
  framed,
}: {
  problem: ApiProblem;
  what: string;
  onRetry?: () => void;
  framed?: boolean;
}) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const toast = useToast();
  if (problem.status === 403) return <NoAccess problem={problem} framed={framed} />;
  const offline = problem.status === 0 && problem.code === 'page.unreachable';
  const copy = async () => {
    await navigator.clipboard.writeText(problem.requestId ?? '');
    toast({ text: t('ui.copied') });
  };
  return (
    <State
      alert
      icon={offline ? 'plug' : 'warning'}
      tone="bad"
      framed={framed}
      title={t('ui.error.title', { what })}
      actions={
        <>
          {onRetry && (
            <Button size="small" onClick={onRetry}>
              {t('action.retry')}
            </Button>
          )}
          {problem.requestId && (
            <Button size="small" look="quiet" onClick={copy}>
              {t('ui.error.copy_id')}
            </Button>
          )}
        </>
      }
    >
      <p>{problem.message || code(`problem.${problem.code}`, t('problem.page.unexpected_answer'))}</p>
      <p className={styles.technical}>
        {problem.requestId && (
          <>
            {t('ui.error.request_id')} <code>{problem.requestId}</code>，
          </>
        )}
        <time dateTime={problem.at}>{format.momentExact(problem.at)}</time>
      </p>
    </State>
  );
}

/** Not allowed: which permission it takes and who grants it. */
export function NoAccess({
  permission,
  problem,
  framed,
}: {
  permission?: string;
  problem?: ApiProblem;
  framed?: boolean;
}) {
  const t = useText();
  const code = useCode();
  const name = permission ?? problem?.params.permission ?? '';
  const title = name
    ? t('ui.no_access.title_named', { permission: code(`permission.${name}`, name) })
    : t('ui.no_access.title');
  return (
    <State icon="lock" framed={framed} title={title} alert={problem !== undefined}>
      <p>{problem?.message || t('ui.no_access.body')}</p>
      <p className={styles.technical}>{t('ui.no_access.who')}</p>
    </State>
  );
}

/** The figures are of an earlier time than the reader may think. */
export function AsOfNotice({
  title,
  children,
  action,
}: {
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <State icon="clock" tone="info" title={title} actions={action}>
      {children && <p>{children}</p>}
    </State>
  );
}

/** A law or a rule of the house says no: why, and by which article. */
export function Refused({ problem, action }: { problem: ApiProblem; action?: ReactNode }) {
  const t = useText();
  return (
    <State icon="guard" tone="warn" title={t('ui.refused.title')} alert actions={action}>
      <p>{problem.message}</p>
      {problem.article && (
        <p className={styles.technical}>{t('ui.refused.article', { article: problem.article })}</p>
      )}
    </State>
  );
}
