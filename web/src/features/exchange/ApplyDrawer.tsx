import { useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import type { ApiProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import type { ApplySheetUpdate, SheetCell } from '../../api/types';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, SelectField, TextField } from '../../ui/fields';

/** From when, and why. */
export function ApplyDrawer({
  open,
  cells,
  busy,
  problem,
  onClose,
  onApply,
}: {
  open: boolean;
  cells: SheetCell[];
  busy: boolean;
  problem: ApiProblem | null;
  onClose: () => void;
  onApply: (input: Omit<ApplySheetUpdate, 'cells'>) => void;
}) {
  const t = useText();
  const { today } = useSession();
  const { choices } = useCatalogue();
  const [day, setDay] = useState<string | null>(today);
  const [payReason, setPayReason] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const pay = cells.some((cell) => cell.column === 'base_pay');
  const missing = (value: unknown) => (tried && !value ? t('ui.field.missing') : null);
  const send = () => {
    setTried(true);
    if (day && reason.trim() && (!pay || payReason))
      onApply({ first_day: day, pay_reason: pay ? payReason : null, reason: reason.trim() });
  };
  return (
    <FormDrawer
      open={open}
      title={t('exchange.apply.title', { cells: cells.length })}
      submit={t('exchange.apply.submit')}
      busy={busy}
      problem={problem}
      onSubmit={send}
      onClose={onClose}
    >
      <DateField
        label={t('exchange.first_day')}
        hint={t('exchange.first_day.hint')}
        value={day}
        error={missing(day)}
        onChange={setDay}
        required
      />
      {pay && (
        <SelectField
          label={t('compensation.reason')}
          value={payReason}
          options={choices('pay_reason')}
          error={missing(payReason)}
          onChange={setPayReason}
          required
        />
      )}
      <TextField
        label={t('exchange.reason')}
        value={reason}
        error={missing(reason.trim())}
        onChange={setReason}
        required
      />
    </FormDrawer>
  );
}
