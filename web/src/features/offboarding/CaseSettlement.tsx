import { useState } from 'react';
import { computeSettlement, confirmSettlement } from '../../api/offboarding';
import type { OffboardingPage, SettlementView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import { FactsDrawer } from './FactsDrawer';
import { SettlementCard } from './SettlementCard';

/** The settlement with what finance does to it: enter what the records lack, compute again, confirm what was seen. */
export function CaseSettlement({ page, settlement }: { page: OffboardingPage; settlement: SettlementView }) {
  const t = useText();
  const toast = useToast();
  const [entering, setEntering] = useState(false);
  const compute = useWrite(computeSettlement, () => toast({ text: t('settlement.computed_again') }));
  const confirm = useWrite(confirmSettlement, () => toast({ text: t('settlement.confirmed') }));
  const may = (action: OffboardingPage['actions'][number]) => page.actions.includes(action);
  const { document } = settlement;
  return (
    <SettlementCard settlement={settlement}>
      <ProblemNotice problem={compute.problem ?? confirm.problem} />
      {document && !document.complete && (
        <Notice tone="warn" icon="warning">
          {t('settlement.incomplete')}
        </Notice>
      )}
      {may('compute_settlement') && (
        <div className="row">
          {document && (
            <Button size="small" onClick={() => setEntering(true)}>
              {t('settlement.facts')}
            </Button>
          )}
          <Button size="small" busy={compute.busy} onClick={() => compute.run(page.id, null)}>
            {t('settlement.compute')}
          </Button>
          {may('confirm_settlement') && (
            <Button
              size="small"
              look="primary"
              busy={confirm.busy}
              disabled={compute.busy || (document ? !document.complete : false)}
              onClick={() => confirm.run(page.id, settlement.id)}
            >
              {t('settlement.confirm')}
            </Button>
          )}
        </div>
      )}
      {document && (
        <FactsDrawer
          key={settlement.id}
          caseId={page.id}
          document={document}
          open={entering}
          onClose={() => setEntering(false)}
        />
      )}
    </SettlementCard>
  );
}
