import type { ApprovalStep, ApprovalView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { cx } from '../cx';
import { Tag, type Tone } from '../Tag';
import styles from './approval.module.css';

const tones: Record<ApprovalStep['state'], Tone> = {
  waiting: 'neutral',
  open: 'info',
  approved: 'good',
  refused: 'bad',
  closed: 'neutral',
};

/** Who has been asked, in order, and what they said. */
export function ApprovalTrail({ approval }: { approval: ApprovalView }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  return (
    <ol className={styles.steps} aria-label={t('approvals.steps')}>
      {approval.steps.map((step, index) => (
        <li
          key={`${step.step}-${step.assignee?.id ?? step.role?.zh}`}
          className={cx(
            styles.step,
            step.step > (approval.steps[index - 1]?.step ?? step.step) && styles.next,
          )}
        >
          <span className={styles.who}>
            {step.decided_by ?? step.assignee?.full_name ?? (step.role ? both(step.role) : t('ui.none'))}
          </span>
          <Tag tone={tones[step.state]}>{t(`approvals.step.${step.state}`)}</Tag>
          {step.decided_at && <time dateTime={step.decided_at}>{format.moment(step.decided_at)}</time>}
          {step.reason && <q className={styles.said}>{step.reason}</q>}
        </li>
      ))}
    </ol>
  );
}
