import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answerRenewal, sendRenewal, signRenewal, withdrawRenewal } from '../../api/contracts';
import { useCatalogue } from '../../api/organisation';
import { useSession } from '../../api/session';
import type { RenewalView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { ExplanationPanel } from '../../ui/explained/Explained';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, RadioGroup, TextArea, TextField } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { Tag, type Tone } from '../../ui/Tag';
import { useAct } from '../../ui/useAct';
import styles from './contracts.module.css';
import { ReasonDrawer } from './ReasonDrawer';

const tones: Record<string, Tone> = {
  draft: 'neutral',
  sent: 'info',
  accepted: 'good',
  signed: 'good',
  refused: 'warn',
};

type Open = 'send' | 'answer' | 'sign' | 'withdraw' | 'why' | null;

/** One renewal: what is offered, where it stands, what follows by law. */
export function RenewalItem({
  item,
  named,
  mayWrite,
  own = false,
}: {
  item: RenewalView;
  named: boolean;
  mayWrite: boolean;
  /** On the page of the person concerned. */
  own?: boolean;
}) {
  const t = useText();
  const code = useCode();
  const words = useBilingual();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const send = useWrite(() => sendRenewal(item.id), close);
  return (
    <article className={styles.item}>
      <div className={styles.head}>
        {named && (
          <Link to="/people/$personId" params={{ personId: item.person.id }} search={{ tab: 'contracts' }}>
            {item.person.full_name}
          </Link>
        )}
        <b>{nameOf('contract_kind', item.kind)}</b>
        <span>
          {item.last_day
            ? `${format.day(item.first_day)} – ${format.day(item.last_day)}`
            : t('contracts.since', { day: format.day(item.first_day) })}
        </span>
        {item.state && (
          <Tag tone={tones[item.state] ?? 'neutral'}>
            {code(`contracts.renewal.${item.state}`, item.state)}
          </Tag>
        )}
        {item.open_ended_due && <Tag tone="warn">{t('contracts.open_ended_due')}</Tag>}
        {item.same_terms === false && item.state !== 'not_offered' && <Tag>{t('contracts.worse_terms')}</Tag>}
      </div>
      <p className="soft">
        {words(item.follows)} <span className="muted small">{words(item.article)}</span>{' '}
        {item.explanation && (
          <TextButton plain className="small" onClick={() => setOpen('why')}>
            {t('contracts.why')}
          </TextButton>
        )}
      </p>
      <p className="muted small">
        {format.parts([
          item.sent_at && t('contracts.sent_at', { at: format.moment(item.sent_at) }),
          item.answer_by &&
            t(own ? 'contracts.answer_by' : 'contracts.answer_due', { day: format.day(item.answer_by) }),
          item.answered_at && t('contracts.answered_at', { at: format.moment(item.answered_at) }),
          item.answer,
        ])}
      </p>
      {item.fixed_asked && (
        <p className="muted small">{t('contracts.fixed_asked', { text: item.fixed_asked })}</p>
      )}
      <div className="row">
        {mayWrite && item.state === 'draft' && (
          <Button size="small" onClick={() => setOpen('send')}>
            {t('contracts.send')}
          </Button>
        )}
        {item.state === 'sent' && (own || mayWrite) && (
          <Button size="small" look={own ? 'primary' : undefined} onClick={() => setOpen('answer')}>
            {own ? t('contracts.answer') : t('contracts.answer_on_paper')}
          </Button>
        )}
        {mayWrite && (item.state === 'sent' || item.state === 'accepted') && (
          <Button size="small" onClick={() => setOpen('sign')}>
            {t('contracts.sign')}
          </Button>
        )}
        {mayWrite && (item.state === 'draft' || item.state === 'sent') && (
          <Button size="small" onClick={() => setOpen('withdraw')}>
            {t('contracts.withdraw')}
          </Button>
        )}
      </div>
      {open === 'send' && (
        <ConfirmDialog
          title={t('contracts.send')}
          busy={send.busy}
          problem={send.problem}
          onConfirm={() => void send.run()}
          onClose={close}
        >
          {t('contracts.send.note', { name: item.person.full_name })}
        </ConfirmDialog>
      )}
      {open === 'answer' && <AnswerDrawer item={item} own={own} onClose={close} />}
      {open === 'sign' && <SignDrawer item={item} onClose={close} />}
      {open === 'withdraw' && (
        <ReasonDrawer
          title={t('contracts.withdraw')}
          note={t('contracts.withdraw.note')}
          send={(reason) => withdrawRenewal(item.id, reason)}
          onClose={close}
        />
      )}
      {item.explanation && (
        <Drawer open={open === 'why'} title={t('contract_renewal.explanation')} onClose={close}>
          <ExplanationPanel explanation={item.explanation} />
        </Drawer>
      )}
    </article>
  );
}

function AnswerDrawer({ item, own, onClose }: { item: RenewalView; own: boolean; onClose: () => void }) {
  const t = useText();
  const title = t(own ? 'contracts.answer' : 'contracts.answer_on_paper');
  const [answer, setAnswer] = useState<'accept' | 'refuse' | null>(null);
  const [note, setNote] = useState('');
  const act = useAct(answerRenewal, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={title}
      submit={t('contracts.answer.submit')}
      onSubmit={() => act.submit(answer !== null, item.id, answer === 'accept', note.trim() || null)}
    >
      <RadioGroup
        label={title}
        error={act.errorAt('accept', answer === null)}
        value={answer}
        onChange={setAnswer}
        choices={[
          { value: 'accept', title: t('contracts.answer.accept'), note: t('contracts.answer.accept.note') },
          {
            value: 'refuse',
            title: t('contracts.answer.refuse'),
            note: item.same_terms ? t('contracts.answer.refuse.same') : t('contracts.answer.refuse.worse'),
          },
        ]}
      />
      <TextArea label={t('contracts.answer.note')} value={note} rows={3} onChange={setNote} />
    </FormDrawer>
  );
}

function SignDrawer({ item, onClose }: { item: RenewalView; onClose: () => void }) {
  const t = useText();
  const { today, display_name } = useSession();
  const [day, setDay] = useState<string | null>(today);
  const [number, setNumber] = useState('');
  const [by, setBy] = useState(display_name);
  const act = useAct(signRenewal, onClose);
  return (
    <FormDrawer
      {...act.form}
      open
      title={t('contracts.sign')}
      submit={t('contracts.sign')}
      onSubmit={() =>
        act.submit(day !== null, item.id, {
          signed_on: day ?? '',
          number: number.trim() || null,
          signed_by: by.trim() || null,
        })
      }
    >
      <DateField
        label={t('contract.signed_on')}
        value={day}
        max={today}
        error={act.errorAt('signed_on', day === null)}
        onChange={setDay}
        required
      />
      <TextField label={t('contract_terms.number')} value={number} onChange={setNumber} />
      <TextField label={t('contract_terms.signed_by')} value={by} onChange={setBy} />
    </FormDrawer>
  );
}
