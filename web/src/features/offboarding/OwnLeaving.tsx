import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { myOffboardingQuery, requestWithdrawal } from '../../api/offboarding';
import type { MyOffboarding, MyOffboardingItem } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Tag, type Tone } from '../../ui/Tag';
import { CertificateCard } from './CertificateCard';
import { DeadlinesCard } from './DeadlinesCard';
import { HandoverCard } from './HandoverCard';
import styles from './offboarding.module.css';
import { ReasonDrawer } from './ReasonDrawer';
import { ResignDrawer } from './ResignDrawer';
import { SettlementCard } from './SettlementCard';

/** The reader's own leaving: handing it in, taking it back, and the five things that matter then. */
export function OwnLeaving() {
  const t = useText();
  const mine = useQuery(myOffboardingQuery);
  return (
    <QueryState query={mine} what={t('own.title')}>
      {(data) => (isLeaving(data) ? <Leaving mine={data} /> : <Staying mine={data} />)}
    </QueryState>
  );
}

// A plan, and a case that was withdrawn, leave the person where they were: free to hand in a resignation.
const leavingPhases: readonly (string | null)[] = ['received', 'running', 'ended'];
export const isLeaving = (mine: MyOffboarding) => leavingPhases.includes(mine.phase);

function Staying({ mine }: { mine: MyOffboarding }) {
  const t = useText();
  const format = useFormats();
  const [open, setOpen] = useState(false);
  return (
    <Card
      title={t('own.title')}
      extra={
        <Button size="small" onClick={() => setOpen(true)}>
          {t('own.resign')}
        </Button>
      }
    >
      <div className="stack">
        <p className="soft">{t('own.staying')}</p>
        {mine.pre_expires_at && <Notice>{t('own.pre', { at: format.moment(mine.pre_expires_at) })}</Notice>}
      </div>
      <ResignDrawer open={open} onClose={() => setOpen(false)} />
    </Card>
  );
}

const tones: Record<MyOffboardingItem['state'], Tone> = {
  done: 'good',
  open: 'info',
  waiting: 'neutral',
  overdue: 'warn',
};

function Leaving({ mine }: { mine: MyOffboarding }) {
  const code = useCode();
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const [taking, setTaking] = useState(false);
  const askable = mine.phase === 'running' && mine.withdrawal !== 'requested';
  return (
    <>
      <Card
        flush
        title={t('own.title')}
        note={mine.last_day && t('offboarding.words.ends', { day: format.day(mine.last_day) })}
        extra={
          askable && (
            <Button size="small" onClick={() => setTaking(true)}>
              {t('own.withdraw')}
            </Button>
          )
        }
        foot={
          mine.last_working_minute && (
            <span>{t('own.access_until', { at: format.moment(mine.last_working_minute) })}</span>
          )
        }
      >
        {mine.withdrawal === 'requested' && (
          <div className={styles.pad}>
            <Notice tone="info">{t('own.withdrawal.waiting')}</Notice>
          </div>
        )}
        {mine.withdrawal === 'refused' && (
          <div className={styles.pad}>
            <Notice>{t('own.withdrawal.refused')}</Notice>
          </div>
        )}
        <ol className={styles.deadlines}>
          {mine.items.map((item) => (
            <li key={item.code} className={styles.item}>
              <span>
                <b>{both(item.title)}</b>
                <br />
                <span className="muted small">{both(item.note)}</span>
              </span>
              <span className={styles.state}>
                <Tag tone={tones[item.state]} icon={item.state === 'done' ? 'check' : undefined}>
                  {code(`own.state.${item.state}`, item.state)}
                </Tag>
                {item.day && <time className="muted small">{format.day(item.day)}</time>}
              </span>
            </li>
          ))}
        </ol>
      </Card>
      {mine.settlement && <SettlementCard settlement={mine.settlement} />}
      <CertificateCard certificates={mine.certificates} from={mine.last_day} />
      {mine.handover.length > 0 && <HandoverCard items={mine.handover} />}
      <DeadlinesCard deadlines={mine.deadlines} />
      <ReasonDrawer
        open={taking}
        title={t('own.withdraw')}
        note={t('own.withdraw.note')}
        send={(reason) => requestWithdrawal(reason)}
        onClose={() => setTaking(false)}
      />
    </>
  );
}
