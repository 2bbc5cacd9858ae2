import { useState } from 'react';
import { approveGate, withdrawGate } from '../../api/insights';
import { useSession } from '../../api/session';
import type { GateRecord, GateView } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, TextArea } from '../../ui/fields';
import { useAct } from '../../ui/useAct';

interface ApproveProps {
  gate: GateView;
  open: boolean;
  onClose: () => void;
}

export function ApproveGateDrawer({ gate, open, onClose }: ApproveProps) {
  const t = useText();
  const both = useBilingual();
  const { today } = useSession();
  const [evidence, setEvidence] = useState('');
  const [first, setFirst] = useState<string | null>(today);
  const [last, setLast] = useState<string | null>(null);
  const act = useAct(approveGate, onClose);
  return (
    <FormDrawer
      {...act.form}
      open={open}
      title={both(gate.title)}
      submit={t('gate.approve')}
      onSubmit={() =>
        act.submit(evidence.trim() !== '', gate.gate, {
          evidence: evidence.trim(),
          first_day: first,
          last_day: last,
        })
      }
    >
      <TextArea
        label={t('gate.form.evidence')}
        hint={t('gate.form.evidence.hint')}
        value={evidence}
        rows={3}
        error={act.errorAt('evidence', !evidence.trim())}
        onChange={setEvidence}
        required
      />
      <DateField
        label={t('gate.form.first_day')}
        value={first}
        error={act.errorAt('first_day')}
        onChange={setFirst}
      />
      <DateField
        label={t('gate.last_day')}
        hint={t('gate.last_day.hint')}
        value={last}
        error={act.errorAt('last_day')}
        onChange={setLast}
      />
    </FormDrawer>
  );
}

export function WithdrawGateDrawer({ record, onClose }: { record: GateRecord | null; onClose: () => void }) {
  const t = useText();
  const [reason, setReason] = useState('');
  const act = useAct(withdrawGate, onClose);
  return (
    <FormDrawer
      {...act.form}
      open={record !== null}
      title={t('gate.withdraw')}
      submit={t('gate.withdraw')}
      look="danger"
      onSubmit={() => record && act.submit(reason.trim() !== '', record.id, reason.trim())}
    >
      <p>{t('gate.withdraw.note')}</p>
      <TextArea
        label={t('ui.reason')}
        value={reason}
        rows={3}
        error={act.errorAt('reason', !reason.trim())}
        onChange={setReason}
        required
      />
    </FormDrawer>
  );
}
