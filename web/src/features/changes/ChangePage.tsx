import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  changeQuery,
  letterAddress,
  makeLetter,
  recordChangeAgreement,
  submitChange,
  undoChange,
  withdrawChange,
} from '../../api/changes';
import { useCatalogue } from '../../api/organisation';
import type { ChangeAction, ChangePage as ChangeView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Avatar } from '../../ui/Avatar';
import { Button, sentenceLinkClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, TextArea, TextField } from '../../ui/fields';
import { Shown } from '../../ui/Hidden';
import { Notice } from '../../ui/Notice';
import { Page, Split } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { useToast } from '../../ui/Toast';
import { ApprovalCard } from './ApprovalCard';
import { ChangeDrawer } from './ChangeDrawer';
import styles from './changes.module.css';
import { Findings, Lines, StateTag } from './words';

export function ChangePage() {
  const t = useText();
  const { changeId } = useParams({ from: '/signed-in/changes/$changeId' });
  const found = useQuery(changeQuery(changeId));
  if (found.data) return <ChangeBody key={changeId} change={found.data} />;
  return (
    <Page title={t('page.change.title')}>
      <QueryState query={found} what={t('page.change.title')}>
        {() => null}
      </QueryState>
    </Page>
  );
}

function ChangeBody({ change }: { change: ChangeView }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const { summary } = change;
  const title = t('changes.of', {
    name: summary.who.person.full_name,
    kind: nameOf('change_kind', summary.kind),
  });
  return (
    <Page
      title={title}
      avatar={<Avatar name={summary.who.person.full_name} big />}
      crumbs={[
        <Link key="desk" to="/changes">
          {t('page.changes.title')}
        </Link>,
      ]}
      tag={<StateTag state={summary.state} />}
      sub={t('changes.effective', { day: format.day(summary.effective_on) })}
      actions={<Actions change={change} />}
    >
      <Split
        aside={
          <>
            <ApprovalCard change={change} />
            <LettersCard change={change} />
          </>
        }
      >
        <Card title={t('changes.lines')} flush>
          <Lines lines={change.lines} redacted={change.redacted} />
        </Card>
        <StoryCard change={change} />
        {change.findings.length > 0 && (
          <Card title={t('changes.findings')}>
            <div className={styles.list}>
              <Findings findings={change.findings} />
            </div>
          </Card>
        )}
      </Split>
    </Page>
  );
}

function StoryCard({ change }: { change: ChangeView }) {
  const t = useText();
  const format = useFormats();
  const { summary, redacted } = change;
  return (
    <Card title={t('changes.story')}>
      <Facts
        items={[
          [
            t('person.full_name'),
            <Link key="person" to="/people/$personId" params={{ personId: summary.who.person.id }}>
              {summary.who.person.full_name}
            </Link>,
          ],
          [t('personnel_change.legal_entity_id'), summary.legal_entity.name],
          [
            t('personnel_change.reason'),
            <Shown key="reason" name="reason" redacted={redacted}>
              {change.reason}
            </Shown>,
          ],
          [t('personnel_change.requested_by'), summary.requested_by],
          [t('changes.requested_at'), format.moment(summary.requested_at)],
          change.decided_at !== null && [t('personnel_change.decided_at'), format.moment(change.decided_at)],
          change.applied_at !== null && [t('changes.applied_at'), format.moment(change.applied_at)],
          change.agreement !== null && [
            t('changes.agreement'),
            t('changes.agreement.of', {
              day: format.day(change.agreement.signed_on),
              document: change.agreement.document,
            }),
          ],
          change.closed_at !== null && [t('personnel_change.closed_at'), format.moment(change.closed_at)],
          change.closing_reason !== null && [t('changes.closing_reason'), change.closing_reason],
          change.corrects !== null && [
            t('changes.corrects'),
            <Link key="corrects" to="/changes/$changeId" params={{ changeId: change.corrects }}>
              {t('changes.corrects.open')}
            </Link>,
          ],
          change.corrected_by.length > 0 && [
            t('changes.corrected_by'),
            change.corrected_by.map((id, index) => (
              <Link key={id} to="/changes/$changeId" params={{ changeId: id }}>
                {t('changes.corrected_by.open', { number: index + 1 })}
              </Link>
            )),
          ],
        ]}
      />
    </Card>
  );
}

function LettersCard({ change }: { change: ChangeView }) {
  const t = useText();
  const format = useFormats();
  const toast = useToast();
  const make = useWrite(
    () => makeLetter(change.summary.id),
    () => toast({ text: t('changes.letter.made') }),
  );
  const may = change.actions.includes('make_letter');
  if (!may && change.letters.length === 0) return null;
  return (
    <Card
      title={t('changes.letters')}
      foot={
        may && (
          <Button busy={make.busy} onClick={() => void make.run()}>
            {t(change.letters.length === 0 ? 'changes.letter.make' : 'changes.letter.again')}
          </Button>
        )
      }
    >
      <ProblemNotice problem={make.problem} />
      {change.letters.length === 0 ? (
        <p className="muted">{t('changes.letters.none')}</p>
      ) : (
        <ul className={styles.list}>
          {change.letters.map((letter) => (
            <li key={letter.id}>
              <a className={sentenceLinkClass} href={letterAddress(letter.id)} download>
                {letter.file_name}
              </a>
              <p className="muted small">
                {format.parts([
                  format.moment(letter.made_at),
                  t(letter.own_template ? 'changes.letter.own' : 'changes.letter.built_in'),
                ])}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Actions({ change }: { change: ChangeView }) {
  const t = useText();
  const [open, setOpen] = useState<ChangeAction | null>(null);
  const submit = useWrite(() => submitChange(change.summary.id));
  const can = (action: ChangeAction) => change.actions.includes(action);
  const close = () => setOpen(null);
  const { person } = change.summary.who;
  return (
    <>
      <ProblemNotice problem={submit.problem} />
      {can('withdraw') && <Button onClick={() => setOpen('withdraw')}>{t('changes.act.withdraw')}</Button>}
      {can('undo') && <Button onClick={() => setOpen('undo')}>{t('changes.act.undo')}</Button>}
      {can('correct') && <Button onClick={() => setOpen('correct')}>{t('changes.act.correct')}</Button>}
      {can('record_agreement') && (
        <Button look="primary" onClick={() => setOpen('record_agreement')}>
          {t('changes.act.agreement')}
        </Button>
      )}
      {can('submit') && (
        <Button look="primary" busy={submit.busy} onClick={() => void submit.run()}>
          {t('changes.submit')}
        </Button>
      )}
      {(open === 'withdraw' || open === 'undo') && (
        <ReasonDrawer id={change.summary.id} action={open} onClose={close} />
      )}
      {open === 'record_agreement' && <AgreementDrawer id={change.summary.id} onClose={close} />}
      {open === 'correct' && (
        <ChangeDrawer
          person={person}
          kind="correct"
          day={change.summary.effective_on}
          corrects={change.summary.id}
          onClose={close}
        />
      )}
    </>
  );
}

function ReasonDrawer({
  id,
  action,
  onClose,
}: {
  id: string;
  action: 'withdraw' | 'undo';
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const [reason, setReason] = useState('');
  const write = useWrite(
    () => (action === 'undo' ? undoChange : withdrawChange)(id, reason.trim()),
    () => {
      toast({ text: t('ui.saved') });
      onClose();
    },
  );
  return (
    <FormDrawer
      open
      title={t(`changes.act.${action}`)}
      submit={t(`changes.act.${action}`)}
      look="danger"
      busy={write.busy}
      problem={write.problem}
      onSubmit={() => void write.run()}
      onClose={onClose}
    >
      <Notice>{t(`changes.${action}.note`)}</Notice>
      <TextArea label={t('changes.closing_reason')} value={reason} rows={3} onChange={setReason} required />
    </FormDrawer>
  );
}

function AgreementDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const [day, setDay] = useState<string | null>(null);
  const [document, setDocument] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(recordChangeAgreement, () => {
    toast({ text: t('ui.saved') });
    onClose();
  });
  return (
    <FormDrawer
      open
      title={t('changes.act.agreement')}
      submit={t('changes.agreement.submit')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={() => {
        setTried(true);
        if (day && document.trim()) void write.run(id, day, document.trim());
      }}
      onClose={onClose}
    >
      <Notice icon="guard">{t('changes.agreement.note')}</Notice>
      <DateField
        label={t('changes.agreement.signed_on')}
        value={day}
        error={tried && !day ? t('ui.field.missing') : null}
        onChange={setDay}
        required
      />
      <TextField
        label={t('changes.agreement.document')}
        value={document}
        error={tried && !document.trim() ? t('ui.field.missing') : null}
        onChange={setDocument}
        required
      />
    </FormDrawer>
  );
}
