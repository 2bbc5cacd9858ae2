import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { dropDiscipline, hearDiscipline, proposeDiscipline, tellUnion } from '../../api/conduct';
import { useCatalogue } from '../../api/organisation';
import { useSession } from '../../api/session';
import type { DisciplineView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Facts } from '../../ui/Facts';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useAct } from '../../ui/useAct';
import styles from './conduct.module.css';
import { MeasureTag } from './states';

/** One case: its rule, its steps, its end. */
export function DisciplineItem({ item, manages }: { item: DisciplineView; manages: boolean }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const [open, setOpen] = useState<'hearing' | 'union' | 'drop' | null>(null);
  const propose = useWrite(() => proposeDiscipline(item.id));
  const close = () => setOpen(null);
  const running = manages && item.state === 'open';
  return (
    <article className={styles.item}>
      <div className={styles.head}>
        {manages && (
          <Link to="/people/$personId" params={{ personId: item.person.id }}>
            {item.person.full_name}
          </Link>
        )}
        {manages ? (
          <Link to="/conduct/discipline/$disciplineId" params={{ disciplineId: item.id }}>
            <b>{nameOf('discipline_measure', item.measure)}</b>
          </Link>
        ) : (
          <b>{nameOf('discipline_measure', item.measure)}</b>
        )}
        {item.state && <MeasureTag state={item.state} />}
      </div>
      <Facts
        items={[
          [
            t('conduct.discipline.rule'),
            format.parts([
              t('conduct.discipline.rule_of', { title: item.rule_title, n: item.rule_version }),
              item.clause,
            ]),
          ],
          item.acknowledged_at !== null && [
            t('work_rule_ack.acknowledged_at'),
            format.moment(item.acknowledged_at),
          ],
          item.incident_on !== null && [t('discipline.incident_on'), format.day(item.incident_on)],
          [t('discipline.facts'), item.facts],
          item.heard_on !== null && [
            t('discipline.hearing'),
            format.parts([format.day(item.heard_on), item.hearing]),
          ],
          item.union_on !== null && [
            t('discipline.union_answer'),
            format.parts([format.day(item.union_on), item.union_answer ?? t('conduct.discipline.no_answer')]),
          ],
          item.ended_on !== null && [t('discipline.ended_on'), format.day(item.ended_on)],
        ]}
      />
      {running && item.missing.length > 0 && (
        <Notice tone="warn" icon="guard">
          {t('conduct.discipline.lacks', {
            steps: format.names(item.missing.map((step) => code(`conduct.discipline.step.${step}`, step))),
          })}
        </Notice>
      )}
      <ProblemNotice problem={propose.problem} />
      {running && (
        <div className="row">
          <Button size="small" onClick={() => setOpen('hearing')}>
            {t('conduct.discipline.hear')}
          </Button>
          <Button size="small" onClick={() => setOpen('union')}>
            {t('conduct.discipline.union')}
          </Button>
          <Button
            size="small"
            disabled={item.missing.length > 0}
            busy={propose.busy}
            onClick={() => void propose.run()}
          >
            {t('conduct.discipline.propose')}
          </Button>
          <Button size="small" onClick={() => setOpen('drop')}>
            {t('conduct.discipline.drop')}
          </Button>
        </div>
      )}
      {open === 'hearing' && (
        <DatedDrawer
          title={t('conduct.discipline.hear')}
          label={t('discipline.hearing')}
          field="said"
          needed
          send={(day, words) => hearDiscipline(item.id, day, words)}
          onClose={close}
        />
      )}
      {open === 'union' && (
        <DatedDrawer
          title={t('conduct.discipline.union')}
          label={t('discipline.union_answer')}
          field="answer"
          needed={false}
          send={(day, words) => tellUnion(item.id, day, words || null)}
          onClose={close}
        />
      )}
      {open === 'drop' && <DropDrawer id={item.id} onClose={close} />}
    </article>
  );
}

function DatedDrawer({
  title,
  label,
  field,
  needed,
  send,
  onClose,
}: {
  title: string;
  label: string;
  field: string;
  needed: boolean;
  send: (day: string, words: string) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useText();
  const { today } = useSession();
  const [day, setDay] = useState<string | null>(today);
  const [words, setWords] = useState('');
  const act = useAct(send, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={title}
      submit={t('action.save')}
      onSubmit={() => act.submit(day !== null && (!needed || !!words.trim()), day ?? '', words.trim())}
    >
      <DateField
        label={t('conduct.day')}
        value={day}
        max={today}
        error={act.errorAt('day', day === null)}
        onChange={setDay}
        required
      />
      <TextArea
        label={label}
        value={words}
        rows={5}
        error={act.errorAt(field, needed && !words.trim())}
        onChange={setWords}
        required={needed}
      />
    </FormDrawer>
  );
}

function DropDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const [reason, setReason] = useState('');
  const act = useAct(dropDiscipline, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('conduct.discipline.drop')}
      submit={t('conduct.discipline.drop')}
      onSubmit={() => act.submit(reason.trim().length > 1, id, reason.trim())}
    >
      <TextArea
        label={t('ui.reason')}
        value={reason}
        error={act.errorAt('reason', reason.trim().length < 2)}
        onChange={setReason}
        required
      />
    </FormDrawer>
  );
}
