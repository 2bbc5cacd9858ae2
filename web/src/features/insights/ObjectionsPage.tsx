import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { decideObjection, objectionsQuery } from '../../api/insights';
import type { ObjectionView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { FormDrawer } from '../../ui/FormDrawer';
import { RadioGroup, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag, type Tone } from '../../ui/Tag';
import { useAct } from '../../ui/useAct';

/** Objections to scores: each has a deadline, freezes the use at once, and is answered by somebody else. */
export function ObjectionsPage() {
  const t = useText();
  const found = useQuery(objectionsQuery);
  const [answering, setAnswering] = useState<ObjectionView | null>(null);
  return (
    <Page title={t('page.objections.title')} sub={t('page.objections.sub')}>
      <QueryState query={found} what={t('page.objections.title')}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={t('objections.none.title')}>{t('objections.none.body')}</Empty>
          ) : (
            items.map((item) => (
              <ObjectionCard key={item.id} objection={item} onAnswer={() => setAnswering(item)} />
            ))
          )
        }
      </QueryState>
      {answering && (
        <AnswerDrawer key={answering.id} objection={answering} onClose={() => setAnswering(null)} />
      )}
    </Page>
  );
}

const states: Record<string, Tone> = { open: 'warn', upheld: 'good' };

function ObjectionCard({ objection, onAnswer }: { objection: ObjectionView; onAnswer: () => void }) {
  const t = useText();
  const format = useFormats();
  const open = objection.state === 'open';
  return (
    <Card
      title={t('objections.of', { name: objection.person.full_name })}
      note={t('objections.filed', { at: format.moment(objection.filed_at) })}
      extra={
        <Tag tone={objection.overdue ? 'bad' : (states[objection.state] ?? 'neutral')}>
          {objection.overdue ? t('objections.state.overdue') : <StateName state={objection.state} />}
        </Tag>
      }
      foot={
        open && (
          <Button look="primary" onClick={onAnswer}>
            {t('objections.answer')}
          </Button>
        )
      }
    >
      <div className="stack">
        <p>{objection.text ?? <span className="muted">{t('objections.text.closed')}</span>}</p>
        <Facts
          items={[
            open && [t('objections.due'), format.day(objection.due_on)],
            objection.decided_at !== null && [t('objections.decided'), format.moment(objection.decided_at)],
            objection.reasons !== null && [t('objections.reasons'), objection.reasons],
          ]}
        />
      </div>
    </Card>
  );
}

const named = ['open', 'upheld', 'rejected', 'taken_back'] as const;

function StateName({ state }: { state: string }) {
  const t = useText();
  const known = named.find((value) => value === state);
  return known ? t(`objections.state.${known}`) : state;
}

function AnswerDrawer({ objection, onClose }: { objection: ObjectionView; onClose: () => void }) {
  const t = useText();
  const [decision, setDecision] = useState<'upheld' | 'rejected' | null>(null);
  const [reasons, setReasons] = useState('');
  const act = useAct(decideObjection, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('objections.answer.to', { name: objection.person.full_name })}
      submit={t('objections.answer')}
      onSubmit={() =>
        act.submit(
          decision !== null && reasons.trim() !== '',
          objection.id,
          decision ?? 'rejected',
          reasons.trim(),
        )
      }
    >
      <Notice icon="guard">{t('objections.answer.note')}</Notice>
      {objection.text && <blockquote className="soft">{objection.text}</blockquote>}
      <RadioGroup
        label={t('objections.decision')}
        error={act.errorAt('decision', decision === null)}
        value={decision}
        onChange={setDecision}
        choices={(['upheld', 'rejected'] as const).map((value) => ({
          value,
          title: t(`objections.decision.${value}`),
          note: t(`objections.decision.${value}.note`),
        }))}
      />
      <TextArea
        label={t('objections.reasons')}
        hint={t('objections.reasons.hint')}
        value={reasons}
        rows={5}
        error={act.errorAt('reasons', !reasons.trim())}
        onChange={setReasons}
        required
      />
    </FormDrawer>
  );
}
