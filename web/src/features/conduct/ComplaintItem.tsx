import { useState } from 'react';
import { answerComplaint, takeBackComplaint, takeComplaint } from '../../api/conduct';
import { useCatalogue } from '../../api/organisation';
import type { ComplaintView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { FormDrawer } from '../../ui/FormDrawer';
import { TextArea } from '../../ui/fields';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Tag } from '../../ui/Tag';
import { useAct } from '../../ui/useAct';
import styles from './conduct.module.css';

/** One complaint: until it is taken on, a category and a deadline. */
export function ComplaintItem({ item, own }: { item: ComplaintView; own: boolean }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const [answering, setAnswering] = useState(false);
  const take = useWrite(() => takeComplaint(item.id));
  const [leaving, setLeaving] = useState(false);
  const back = useWrite(
    () => takeBackComplaint(item.id),
    () => setLeaving(false),
  );
  return (
    <article className={styles.item}>
      <div className={styles.head}>
        <b>{nameOf('complaint_category', item.category)}</b>
        {!own && item.person && <span>{item.person.full_name}</span>}
        <Tag tone={item.overdue ? 'bad' : item.state === 'answered' ? 'good' : 'info'}>
          {item.overdue
            ? t('conduct.complaint.overdue')
            : code(`conduct.complaint.state.${item.state}`, item.state)}
        </Tag>
        {(item.state === 'filed' || item.state === 'handled') && (
          <span className="muted small">{t('conduct.complaint.due', { day: format.day(item.due_on) })}</span>
        )}
      </div>
      {item.body ? <p>{item.body}</p> : <p className="muted">{t('conduct.complaint.closed')}</p>}
      {item.answer && <p className="soft">{t('conduct.complaint.answered', { text: item.answer })}</p>}
      <ProblemNotice problem={take.problem} />
      <div className="row">
        {!own && item.state === 'filed' && (
          <Button size="small" busy={take.busy} onClick={() => void take.run()}>
            {t('conduct.complaint.take')}
          </Button>
        )}
        {!own && item.mine && item.state === 'handled' && (
          <Button size="small" onClick={() => setAnswering(true)}>
            {t('conduct.complaint.answer')}
          </Button>
        )}
        {own && (item.state === 'filed' || item.state === 'handled') && (
          <Button size="small" onClick={() => setLeaving(true)}>
            {t('conduct.complaint.back')}
          </Button>
        )}
      </div>
      {leaving && (
        <ConfirmDialog
          title={t('conduct.complaint.back_it')}
          busy={back.busy}
          problem={back.problem}
          onConfirm={() => void back.run()}
          onClose={() => setLeaving(false)}
        >
          {t('conduct.complaint.back.note')}
        </ConfirmDialog>
      )}
      {answering && <AnswerDrawer id={item.id} onClose={() => setAnswering(false)} />}
    </article>
  );
}

function AnswerDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const [words, setWords] = useState('');
  const act = useAct(answerComplaint, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('conduct.complaint.answer')}
      submit={t('conduct.complaint.answer')}
      onSubmit={() => act.submit(!!words.trim(), id, words.trim())}
    >
      <TextArea
        label={t('complaint.answer')}
        value={words}
        rows={6}
        error={act.errorAt('answer', !words.trim())}
        onChange={setWords}
        required
      />
    </FormDrawer>
  );
}
