import { useState } from 'react';
import { askSupport, closeAlert, recordRetentionAction, recordTalk, snoozeAlert } from '../../api/insights';
import { useCatalogue } from '../../api/organisation';
import { useSession } from '../../api/session';
import type { AlertPage } from '../../api/types';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, RadioGroup, SelectField, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useAct } from '../../ui/useAct';

export interface AlertDrawerProps {
  page: AlertPage;
  open: boolean;
  onClose: () => void;
}

export function TalkDrawer({ page, open, onClose }: AlertDrawerProps) {
  const t = useText();
  const { today } = useSession();
  const [heldOn, setHeldOn] = useState<string | null>(today);
  const [summary, setSummary] = useState('');
  const [statement, setStatement] = useState('');
  const act = useAct(recordTalk, () => {
    setSummary('');
    setStatement('');
    onClose();
  });
  return (
    <FormDrawer
      {...act.form}
      open={open}
      title={t('alert.action.talk')}
      submit={t('action.save')}
      onSubmit={() =>
        act.submit(summary.trim() !== '', page.alert.id, {
          held_on: heldOn,
          summary: summary.trim(),
          statement: statement.trim() || null,
        })
      }
    >
      <Notice icon="talk">{t('alert.talk.note')}</Notice>
      <DateField
        label={t('alert.talk.held_on')}
        value={heldOn}
        max={today}
        error={act.errorAt('held_on')}
        onChange={setHeldOn}
      />
      <TextArea
        label={t('alert.talk.summary')}
        value={summary}
        rows={5}
        error={act.errorAt('summary', !summary.trim())}
        onChange={setSummary}
        required
      />
      <TextArea
        label={t('alert.talk.statement')}
        hint={t('alert.talk.statement.hint')}
        value={statement}
        rows={3}
        error={act.errorAt('statement')}
        onChange={setStatement}
      />
    </FormDrawer>
  );
}

export function RetentionDrawer({ page, open, onClose }: AlertDrawerProps) {
  const t = useText();
  const { today } = useSession();
  const { choices } = useCatalogue();
  const [code, setCode] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(today);
  const [note, setNote] = useState('');
  const act = useAct(recordRetentionAction, () => {
    setNote('');
    onClose();
  });
  return (
    <FormDrawer
      {...act.form}
      open={open}
      title={t('alert.action.action')}
      submit={t('action.save')}
      onSubmit={() =>
        act.submit(code !== null, page.alert.id, { code: code ?? '', day, note: note.trim() || null })
      }
    >
      <SelectField
        label={t('alert.action.action')}
        value={code}
        options={choices('retention_action')}
        error={act.errorAt('code', !code)}
        onChange={setCode}
        required
      />
      <DateField
        label={t('alert.retention.day')}
        value={day}
        max={today}
        error={act.errorAt('day')}
        onChange={setDay}
      />
      <TextArea label={t('alert.note')} value={note} rows={3} onChange={setNote} />
    </FormDrawer>
  );
}

/** The manager gets a task that says what to do, never why. */
export function SupportDrawer({ page, open, onClose }: AlertDrawerProps) {
  const t = useText();
  const both = useBilingual();
  const { today } = useSession();
  const [action, setAction] = useState<string | null>(page.helps[0]?.action ?? null);
  const [due, setDue] = useState<string | null>(null);
  const act = useAct(askSupport, onClose);
  return (
    <FormDrawer
      {...act.form}
      open={open}
      title={t('alert.action.support')}
      submit={t('alert.support.submit')}
      onSubmit={() => act.submit(action !== null, page.alert.id, action ?? '', due)}
    >
      <Notice icon="guard">
        {t('alert.support.note', { name: page.manager?.full_name ?? t('alert.support.manager') })}
      </Notice>
      <SelectField
        label={t('alert.support.action')}
        value={action}
        options={page.helps.map((help) => ({ value: help.action, title: both(help.name) }))}
        error={act.errorAt('action', !action)}
        onChange={setAction}
        required
      />
      <DateField
        label={t('alert.support.due')}
        hint={t('alert.support.due.hint')}
        value={due}
        min={today}
        error={act.errorAt('due_on')}
        onChange={setDue}
      />
    </FormDrawer>
  );
}

export function SnoozeDrawer({ page, open, onClose }: AlertDrawerProps) {
  const t = useText();
  const { today } = useSession();
  const [until, setUntil] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const act = useAct(snoozeAlert, onClose);
  return (
    <FormDrawer
      {...act.form}
      open={open}
      title={t('alert.action.snooze')}
      submit={t('alert.action.snooze')}
      onSubmit={() =>
        act.submit(until !== null && reason.trim() !== '', page.alert.id, until ?? '', reason.trim())
      }
    >
      <DateField
        label={t('alert.snooze.until')}
        hint={t('alert.snooze.until.hint', { day: page.alert.last_day })}
        value={until}
        min={today}
        max={page.alert.last_day}
        error={act.errorAt('until', !until)}
        onChange={setUntil}
        required
      />
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

const outcomes = ['supported', 'no_need', 'offboarding', 'mistaken'] as const;
type Outcome = (typeof outcomes)[number];

export function CloseDrawer({ page, open, onClose }: AlertDrawerProps) {
  const t = useText();
  const [outcome, setOutcome] = useState<Outcome>('supported');
  const [note, setNote] = useState('');
  const act = useAct(closeAlert, onClose);
  return (
    <FormDrawer
      {...act.form}
      open={open}
      title={t('alert.action.close')}
      submit={t('alert.action.close')}
      onSubmit={() => act.submit(true, page.alert.id, outcome, note.trim() || null)}
    >
      <RadioGroup
        label={t('alert.close.outcome')}
        value={outcome}
        onChange={setOutcome}
        choices={outcomes.map((value) => ({ value, title: t(`alert.outcome.${value}`) }))}
      />
      <TextArea label={t('alert.note')} value={note} rows={3} onChange={setNote} />
    </FormDrawer>
  );
}
