import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { assignAlert } from '../../api/insights';
import { useMay, useSession } from '../../api/session';
import type { AlertPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import { CloseDrawer, RetentionDrawer, SnoozeDrawer, SupportDrawer, TalkDrawer } from './AlertDrawers';
import { AssignDrawer } from './AssignDrawer';

const shown = ['close', 'snooze', 'assign', 'support', 'action', 'talk'] as const;
type Opening = (typeof shown)[number];

/** What the server says the reader may do with the alert; recording a talk is the first thing to do. */
export function AlertActions({ page }: { page: AlertPage }) {
  const t = useText();
  const [open, setOpen] = useState<Opening | null>(null);
  const close = () => setOpen(null);
  if (page.actions.length === 0) return null;
  const drawer = (name: Opening) => ({ page, open: open === name, onClose: close });
  return (
    <>
      <OpenPre page={page} />
      <TakeOver page={page} />
      {shown
        .filter((action) => page.actions.includes(action))
        .map((action) => (
          <Button
            key={action}
            look={action === 'talk' ? 'primary' : 'default'}
            onClick={() => setOpen(action)}
          >
            {t(`alert.action.${action}`)}
          </Button>
        ))}
      <TalkDrawer {...drawer('talk')} />
      <RetentionDrawer {...drawer('action')} />
      <SupportDrawer {...drawer('support')} />
      <SnoozeDrawer {...drawer('snooze')} />
      <CloseDrawer {...drawer('close')} />
      <AssignDrawer {...drawer('assign')} />
    </>
  );
}

/** A plan for leaving rests on a talk, so the way to it opens with the first talk. */
function OpenPre({ page }: { page: AlertPage }) {
  const t = useText();
  const may = useMay();
  const talk = page.history.find((step) => step.kind === 'talk')?.detail?.talk_id;
  if (typeof talk !== 'string' || !may('offboarding.manage')) return null;
  const { person } = page.alert;
  return (
    <Link
      to="/offboarding"
      search={{ person: person.id, name: person.full_name, talk }}
      className={buttonClass()}
    >
      {t('alert.open_pre')}
    </Link>
  );
}

/** An alert that somebody else handles can be taken over. */
function TakeOver({ page }: { page: AlertPage }) {
  const t = useText();
  const toast = useToast();
  const { account_id } = useSession();
  const take = useWrite(assignAlert, () => toast({ text: t('ui.saved') }));
  if (!page.actions.includes('assign') || page.alert.assignee === account_id) return null;
  return (
    <>
      <ProblemNotice problem={take.problem} />
      <Button busy={take.busy} onClick={() => void take.run(page.alert.id, null)}>
        {t('alert.action.take')}
      </Button>
    </>
  );
}
