import { useState } from 'react';
import { closePreOffboarding, nudgeTasks } from '../../api/offboarding';
import type { OffboardingPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import { AgreementDrawer } from './AgreementDrawer';
import { ChangeLastDayDrawer } from './ChangeLastDayDrawer';
import { InterviewDrawer } from './InterviewDrawer';
import { ReasonDrawer } from './ReasonDrawer';
import { ResignationDrawer } from './ResignationDrawer';

const shown = [
  'close_pre',
  'record_agreement',
  'record_resignation',
  'exit_interview',
  'change_last_day',
] as const;
type Shown = (typeof shown)[number];

/** What the server says the reader may do with the case as a whole. */
export function CaseActions({ page }: { page: OffboardingPage }) {
  const t = useText();
  const [open, setOpen] = useState<Shown | null>(null);
  const close = () => setOpen(null);
  const toast = useToast();
  const format = useFormats();
  const both = useBilingual();
  const nudge = useWrite(nudgeTasks, (nudged) =>
    toast({ text: t('task.nudge.done', { tasks: format.list(nudged.tasks.map(both)) }) }),
  );
  const offered = shown.filter((action) => page.actions.includes(action));
  const late = page.actions.includes('nudge') && page.summary.tasks_overdue > 0;
  if (offered.length === 0 && !late) return null;
  const person = { id: page.summary.person_id, title: page.summary.full_name };
  return (
    <>
      {offered.map((action) => (
        <Button
          key={action}
          look={action === 'record_resignation' ? 'primary' : 'default'}
          onClick={() => setOpen(action)}
        >
          {t(`offboarding.action.${action}`)}
        </Button>
      ))}
      {late && (
        <Button look="primary" icon="bell" busy={nudge.busy} onClick={() => nudge.run(page.id, null)}>
          {t('task.nudge.late')}
        </Button>
      )}
      <ProblemNotice problem={nudge.problem} />
      <ReasonDrawer
        open={open === 'close_pre'}
        title={t('offboarding.action.close_pre')}
        note={t('offboarding.close_pre.note')}
        send={(reason) => closePreOffboarding(page.id, reason)}
        onClose={close}
      />
      <ResignationDrawer
        open={open === 'record_resignation'}
        person={person}
        onClose={close}
        onDone={close}
      />
      <AgreementDrawer open={open === 'record_agreement'} person={person} onClose={close} onDone={close} />
      <InterviewDrawer page={page} open={open === 'exit_interview'} onClose={close} />
      <ChangeLastDayDrawer page={page} open={open === 'change_last_day'} onClose={close} />
    </>
  );
}
