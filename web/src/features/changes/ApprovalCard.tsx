import type { ChangePage } from '../../api/types';
import { useText } from '../../i18n/useText';
import { ApprovalTrail } from '../../ui/approval/ApprovalTrail';
import { Card } from '../../ui/Card';
import { Tag } from '../../ui/Tag';
import styles from './changes.module.css';

const order = ['draft', 'submitted', 'approved', 'scheduled', 'effective'] as const;

/** How far the change has come. */
export function ApprovalCard({ change }: { change: ChangePage }) {
  const t = useText();
  const { state } = change.summary;
  const steps = order.filter((step) => step !== 'approved' || change.needs_agreement);
  const at = steps.findIndex((step) => step === state);
  if (at < 0)
    return (
      <Card title={t('changes.progress')}>
        <p className="muted">
          {t(
            state === 'refused'
              ? 'changes.over.refused'
              : state === 'undone'
                ? 'changes.over.undone'
                : 'changes.over.withdrawn',
          )}
        </p>
      </Card>
    );
  return (
    <Card title={t('changes.progress')}>
      <div className="stack">
        <ol className={styles.list}>
          {steps.map((step, index) => (
            <li key={step} aria-current={index === at ? 'step' : undefined} className={styles.step}>
              <span className={index > at ? 'muted' : undefined}>{t(`changes.step.${step}`)}</span>
              {index < at && <Tag tone="good">{t('changes.step.done')}</Tag>}
              {index === at && <Tag tone="info">{t('changes.step.now')}</Tag>}
            </li>
          ))}
        </ol>
        {change.approval && <ApprovalTrail approval={change.approval} />}
      </div>
    </Card>
  );
}
