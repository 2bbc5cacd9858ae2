import { useState } from 'react';
import { changeLastDay } from '../../api/offboarding';
import type { OffboardingPage, Side } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, RadioGroup, TextArea } from '../../ui/fields';
import { useToast } from '../../ui/Toast';
import { CostStep, useCost } from './CostStep';

/** Another last day. The other side consents in writing; an earlier one that the employer wants shows its cost first. */
export function ChangeLastDayDrawer({
  page,
  open,
  onClose,
}: {
  page: OffboardingPage;
  open: boolean;
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const format = useFormats();
  const now = page.summary.last_day;
  const [side, setSide] = useState<Side>('employee');
  const [day, setDay] = useState<string | null>(null);
  const [consent, setConsent] = useState('');
  const [tried, setTried] = useState(false);
  const cost = useCost(page.summary.person_id, day);
  const costly = side === 'employer' && day !== null && now !== null && day < now;
  const write = useWrite(changeLastDay, () => {
    toast({ text: t('offboarding.last_day.done') });
    onClose();
  });
  const errorAt = (field: string) => (write.problem?.field === field ? write.problem.message : null);
  const submit = () => {
    setTried(true);
    if (!day || (costly && cost.acknowledged === null)) return;
    void write.run(page.id, {
      wanted_by: side,
      last_day: day,
      consent_document: consent.trim() || null,
      acknowledged_preview_id: costly ? cost.acknowledged : null,
    });
  };
  return (
    <FormDrawer
      open={open}
      wide
      title={t('offboarding.action.change_last_day')}
      submit={t('offboarding.last_day.submit')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      {now && <p>{t('offboarding.last_day.now', { day: format.day(now) })}</p>}
      <RadioGroup
        label={t('offboarding.last_day.wanted_by')}
        value={side}
        onChange={setSide}
        choices={[
          {
            value: 'employee',
            title: t('offboarding.side.employee'),
            note: t('offboarding.last_day.employee.note'),
          },
          {
            value: 'employer',
            title: t('offboarding.side.employer'),
            note: t('offboarding.last_day.employer.note'),
          },
        ]}
      />
      <DateField
        label={t('offboarding.last_day.new')}
        value={day}
        error={errorAt('last_day') ?? (tried && !day ? t('ui.field.missing') : null)}
        onChange={setDay}
        required
      />
      <TextArea
        label={t('offboarding.last_day.consent')}
        hint={t('offboarding.last_day.consent.hint')}
        value={consent}
        rows={2}
        error={errorAt('consent_document')}
        onChange={setConsent}
      />
      {costly && <CostStep cost={cost} tried={tried} />}
    </FormDrawer>
  );
}
