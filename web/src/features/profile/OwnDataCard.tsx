import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import { askOwnChange, ownDataQuery, withdrawOwnChange } from '../../api/profile';
import type { OwnData, OwnDataRequest } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { ApprovalTrail } from '../../ui/approval/ApprovalTrail';
import { ChangeLines } from '../../ui/approval/ChangeLines';
import { Button, TextButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { FormDrawer } from '../../ui/FormDrawer';
import { TextArea } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { type DataField, dataFields, PersonDataFields } from '../../ui/PersonDataFields';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { QueryState } from '../../ui/QueryState';
import { Tag, type Tone } from '../../ui/Tag';
import { useToast } from '../../ui/Toast';
import styles from './profile.module.css';

const tones: Record<OwnDataRequest['state'], Tone> = {
  asked: 'info',
  applied: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
};

/** What the reader has given about themselves, and the changes asked for. */
export function OwnDataCard() {
  const t = useText();
  const data = useQuery(ownDataQuery);
  const [asking, setAsking] = useState(false);
  const waits = data.data?.requests.some((request) => request.state === 'asked') ?? true;
  return (
    <Card
      title={t('profile.data')}
      note={t('profile.data.note')}
      extra={
        !waits && (
          <Button size="small" onClick={() => setAsking(true)}>
            {t('profile.data.ask')}
          </Button>
        )
      }
    >
      <QueryState query={data} what={t('profile.data')} framed={false}>
        {(own) => (
          <>
            <Facts items={dataFields.map(([field, label]) => [t(label), own[field] ?? t('ui.none')])} />
            <Requests requests={own.requests} />
            <AskDrawer
              key={asking ? 'open' : 'closed'}
              own={own}
              open={asking}
              onClose={() => setAsking(false)}
            />
          </>
        )}
      </QueryState>
    </Card>
  );
}

/** The request that waits in full, those before it in a line each. */
function Requests({ requests }: { requests: OwnDataRequest[] }) {
  const t = useText();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const back = useWrite(withdrawOwnChange);
  return (
    <ul className={styles.requests}>
      {requests.map((request) => (
        <li key={request.id}>
          <p className="row">
            <Tag tone={tones[request.state]}>{t(`profile.request.${request.state}`)}</Tag>
            <span className="muted small">
              {t('profile.request.asked_at', { at: format.moment(request.asked_at) })}
            </span>
            {request.state === 'asked' && (
              <TextButton className="small" disabled={back.busy} onClick={() => void back.run(request.id)}>
                {t('profile.request.withdraw')}
              </TextButton>
            )}
          </p>
          {request.state === 'asked' && <ProblemNotice problem={back.problem} />}
          {request.approval && (
            <>
              <ChangeLines lines={request.approval.lines} label={t('profile.data')} nameOf={nameOf} />
              {request.state !== 'withdrawn' && <ApprovalTrail approval={request.approval} />}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

function AskDrawer({ own, open, onClose }: { own: OwnData; open: boolean; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const [changed, setChanged] = useState<Partial<Record<DataField, string>>>({});
  const [reason, setReason] = useState('');
  const write = useWrite(askOwnChange, () => {
    toast({ text: t('profile.data.asked') });
    onClose();
  });
  const standing = Object.fromEntries(dataFields.map(([field]) => [field, own[field] ?? '']));
  const differs = Object.fromEntries(
    Object.entries(changed).filter(([field, value]) => value.trim() !== standing[field]),
  );
  return (
    <FormDrawer
      open={open}
      title={t('profile.data.ask')}
      submit={t('profile.data.submit')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => void write.run({ ...differs, reason: reason.trim() || null })}
    >
      <Notice>{t('profile.data.rule')}</Notice>
      <PersonDataFields
        values={{ ...standing, ...changed }}
        problem={write.problem}
        onChange={(field, value) => setChanged({ ...changed, [field]: value })}
      />
      <TextArea
        label={t('ui.reason')}
        hint={t('profile.data.reason_hint')}
        rows={2}
        value={reason}
        error={write.problem?.field === 'reason' ? write.problem.message : null}
        onChange={setReason}
      />
    </FormDrawer>
  );
}
