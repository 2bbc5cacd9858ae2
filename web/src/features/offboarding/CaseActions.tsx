import { useState } from 'react';
import { closePreOffboarding } from '../../api/offboarding';
import type { OffboardingPage } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
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
  const offered = shown.filter((action) => page.actions.includes(action));
  if (offered.length === 0) return null;
  const person = { id: page.summary.person_id, title: page.summary.full_name };
  return (
    <>
      {offered.map((action, index) => (
        <Button
          key={action}
          look={index === offered.length - 1 ? 'primary' : 'default'}
          onClick={() => setOpen(action)}
        >
          {t(`offboarding.action.${action}`)}
        </Button>
      ))}
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
