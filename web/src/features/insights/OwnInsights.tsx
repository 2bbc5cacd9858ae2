import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerTalk, fileObjection, ownInsightQuery, takeBackObjection } from '../../api/insights';
import { useMay } from '../../api/session';
import type { ObjectionView, OwnInsight, OwnTalk } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { FormDrawer } from '../../ui/FormDrawer';
import { TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { useAct } from '../../ui/useAct';
import { BandCard } from './BandCard';
import { DriverList, InputList, NeverUsed, SupportOnly } from './DriverList';
import styles from './insights.module.css';
import { StepsCard } from './StepsCard';

/** What the reader's own score says, from what, and what one can do about it. */
export function OwnInsights() {
  const t = useText();
  const own = useQuery(ownInsightQuery);
  return (
    <QueryState query={own} what={t('mine.title')}>
      {(data) => (
        <>
          <TalksCard talks={data.talks} />
          <Scored own={data} />
          <RightsCard own={data} />
          <StepsCard history={data.history} note={t('mine.history.note')} />
        </>
      )}
    </QueryState>
  );
}

function Scored({ own }: { own: OwnInsight }) {
  const t = useText();
  const format = useFormats();
  if (!own.named_mode || own.frozen || !own.band)
    return (
      <Card title={t('mine.title')}>
        <Notice icon="lock">
          {t(own.frozen ? 'mine.frozen' : own.named_mode ? 'mine.no_score' : 'mine.closed')}
        </Notice>
      </Card>
    );
  return (
    <>
      <BandCard
        band={own.band}
        previous={null}
        confidence={own.confidence}
        facts={[
          own.month !== null && [t('mine.month'), format.month(own.month)],
          own.last_day !== null && [t('mine.last_day'), format.day(own.last_day)],
          own.model && [t('insight.model'), t('insight.model.version', { version: own.model.version })],
        ]}
      >
        <SupportOnly text={own.support_only} />
      </BandCard>
      <Card title={t('mine.why')} note={t('mine.why.note')} flush>
        <DriverList drivers={own.drivers} />
        <InputList inputs={own.inputs} />
        <NeverUsed names={own.never_used} />
      </Card>
      <SetAsideCard own={own} />
    </>
  );
}

/** Protected records that stand in the files and were left alone. */
function SetAsideCard({ own }: { own: OwnInsight }) {
  const t = useText();
  const both = useBilingual();
  if (own.set_aside.length === 0) return null;
  return (
    <Card title={t('mine.set_aside')} note={t('mine.set_aside.note')}>
      <Facts
        items={own.set_aside.map((item) => [
          both(item.name),
          t('mine.set_aside.count', { count: item.count, article: both(item.article) }),
        ])}
      />
    </Card>
  );
}

function TalksCard({ talks }: { talks: OwnTalk[] }) {
  const t = useText();
  if (talks.length === 0) return null;
  return (
    <Card title={t('mine.talks')} note={t('mine.talks.note')} flush>
      <ul className={styles.helps}>
        {talks.map((talk) => (
          <li key={talk.id} className={styles.help}>
            <TalkLine talk={talk} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function TalkLine({ talk }: { talk: OwnTalk }) {
  const code = useCode();
  const t = useText();
  const format = useFormats();
  const answer = useWrite(answerTalk);
  return (
    <>
      <span className="row spread">
        <span className="strong">
          {t('mine.talk.held', { day: format.day(talk.held_on), with: talk.with ?? t('mine.talk.hr') })}
        </span>
        {talk.answer !== 'none' && (
          <Tag tone={talk.answer === 'pending' ? 'warn' : 'neutral'}>
            {code(`talk.answer.${talk.answer}`, talk.answer)}
          </Tag>
        )}
      </span>
      <span className="soft">{talk.summary}</span>
      {talk.statement !== null && (
        <span>
          {t(talk.answer === 'pending' ? 'mine.talk.statement' : 'mine.talk.stated', {
            statement: talk.statement,
          })}
        </span>
      )}
      {talk.answer === 'pending' && (
        <>
          <ProblemNotice problem={answer.problem} />
          <span className="row">
            <Button
              size="small"
              look="primary"
              busy={answer.busy}
              onClick={() => void answer.run(talk.id, true)}
            >
              {t('mine.talk.confirm')}
            </Button>
            <Button size="small" busy={answer.busy} onClick={() => void answer.run(talk.id, false)}>
              {t('mine.talk.decline')}
            </Button>
          </span>
        </>
      )}
    </>
  );
}

/** The rights stand beside the way to use them. */
function RightsCard({ own }: { own: OwnInsight }) {
  const t = useText();
  const both = useBilingual();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const waiting = own.objections.some((objection) => objection.state === 'open');
  return (
    <Card
      title={t('mine.rights')}
      extra={
        may('objection.file') &&
        !waiting && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('mine.object')}
          </Button>
        )
      }
    >
      <div className="stack">
        <p>{both(own.rights)}</p>
        {own.objections.map((objection) => (
          <Objection key={objection.id} objection={objection} />
        ))}
      </div>
      <ObjectDrawer open={open} onClose={() => setOpen(false)} />
    </Card>
  );
}

function Objection({ objection }: { objection: ObjectionView }) {
  const code = useCode();
  const t = useText();
  const format = useFormats();
  const back = useWrite(takeBackObjection);
  const open = objection.state === 'open';
  return (
    <Notice
      tone={objection.overdue ? 'bad' : open ? 'info' : 'neutral'}
      title={code(`objection.state.${objection.state}`, objection.state)}
      action={
        open && (
          <Button size="small" busy={back.busy} onClick={() => void back.run(objection.id)}>
            {t('mine.object.take_back')}
          </Button>
        )
      }
    >
      {objection.text}{' '}
      {open
        ? t('mine.object.due', {
            filed: format.moment(objection.filed_at),
            due: format.day(objection.due_on),
          })
        : objection.reasons}
    </Notice>
  );
}

function ObjectDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText();
  const [text, setText] = useState('');
  const act = useAct(fileObjection, () => {
    setText('');
    onClose();
  });
  return (
    <FormDrawer
      {...act.form}
      open={open}
      title={t('mine.object')}
      submit={t('mine.object.submit')}
      onSubmit={() => act.submit(text.trim() !== '', text.trim())}
    >
      <Notice icon="guard">{t('mine.object.note')}</Notice>
      <TextArea
        label={t('mine.object.text')}
        value={text}
        rows={6}
        error={act.errorAt('text', !text.trim())}
        onChange={setText}
        required
      />
    </FormDrawer>
  );
}
