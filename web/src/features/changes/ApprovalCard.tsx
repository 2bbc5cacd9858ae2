import type { ChangePage } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Steps } from '../../ui/Steps';

const order = ['draft', 'submitted', 'approved', 'scheduled', 'effective'] as const;

/** How far the change has come. */
export function ApprovalCard({ change }: { change: ChangePage }) {
  const t = useText();
  const { state } = change.summary;
  const steps = order.filter((step) => step !== 'approved' || change.needs_agreement);
  const at = steps.indexOf(state as (typeof order)[number]);
  return (
    <Card title={t('changes.progress')}>
      {at < 0 ? (
        <p className="muted">
          {t(
            state === 'refused'
              ? 'changes.over.refused'
              : state === 'undone'
                ? 'changes.over.undone'
                : 'changes.over.withdrawn',
          )}
        </p>
      ) : (
        <Steps titles={steps.map((step) => t(`changes.step.${step}`))} now={at} />
      )}
    </Card>
  );
}
