import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { gatesQuery } from '../../api/insights';
import { useMay } from '../../api/session';
import type { GateRecord, GateView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { LogList } from '../../ui/EventList';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { ApproveGateDrawer, WithdrawGateDrawer } from './GateDrawers';
import styles from './insights.module.css';

/** What must stand before there may be alerts about persons. */
export function GatesTab() {
  const t = useText();
  const gates = useQuery(gatesQuery);
  return (
    <QueryState query={gates} what={t('settings.tab.gates')} framed={false}>
      {(data) => (
        <div className={styles.tab}>
          <Notice icon={data.named_mode ? 'check' : 'lock'} tone={data.named_mode ? 'good' : 'warn'}>
            {t(data.named_mode ? 'gate.open' : 'gate.closed')}
          </Notice>
          {data.items.map((gate) => (
            <GateCard key={gate.gate} gate={gate} />
          ))}
        </div>
      )}
    </QueryState>
  );
}

function GateCard({ gate }: { gate: GateView }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const may = useMay();
  const [approving, setApproving] = useState(false);
  const [withdrawing, setWithdrawing] = useState<GateRecord | null>(null);
  const standing = gate.records.find((record) => !record.withdrawn_at && record.last_day === gate.last_day);
  return (
    <Card
      title={both(gate.title)}
      note={both(gate.article)}
      extra={
        <Tag tone={gate.stands ? 'good' : 'warn'}>
          {gate.stands && gate.last_day
            ? t('gate.stands_until', { day: format.day(gate.last_day) })
            : t('gate.missing')}
        </Tag>
      }
    >
      <div className="stack">
        <GateRecords records={gate.records} />
        {may('gate.approve') && (
          <p className="row">
            <Button size="small" onClick={() => setApproving(true)}>
              {t(gate.stands ? 'gate.renew' : 'gate.approve')}
            </Button>
            {gate.stands && standing && (
              <Button size="small" look="quiet" onClick={() => setWithdrawing(standing)}>
                {t('gate.withdraw')}
              </Button>
            )}
          </p>
        )}
      </div>
      <ApproveGateDrawer gate={gate} open={approving} onClose={() => setApproving(false)} />
      <WithdrawGateDrawer record={withdrawing} onClose={() => setWithdrawing(null)} />
    </Card>
  );
}

function GateRecords({ records }: { records: GateRecord[] }) {
  const t = useText();
  const format = useFormats();
  if (records.length === 0) return <p className="muted">{t('gate.no_records')}</p>;
  return (
    <LogList
      items={records.map((record) => ({
        id: record.id,
        at: record.approved_at,
        title: record.evidence,
        text: t('gate.span', { first: record.first_day, last: record.last_day }),
        by: record.withdrawn_at && t('gate.withdrawn', { at: format.moment(record.withdrawn_at) }),
      }))}
    />
  );
}
