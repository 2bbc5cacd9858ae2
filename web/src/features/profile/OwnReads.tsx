import { useQuery } from '@tanstack/react-query';
import { ownReadsQuery } from '../../api/profile';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { CutNote } from '../../ui/CutNote';
import { LogList } from '../../ui/EventList';
import { QueryState } from '../../ui/QueryState';

const labels: Record<string, string> = {
  phone: 'person.phone',
  identity_number: 'person.identity_number',
  bank_account: 'person.bank_account',
  base_pay_fen: 'compensation.base_pay',
};

/** Who looked at what is delicate about the reader, and why. */
export function OwnReads() {
  const t = useText();
  const code = useCode();
  const reads = useQuery(ownReadsQuery);
  return (
    <Card title={t('profile.reads')} note={t('profile.reads.note')}>
      <QueryState query={reads} what={t('profile.reads')} framed={false}>
        {(data) =>
          data.items.length === 0 ? (
            <p className="muted">{t('profile.reads.none')}</p>
          ) : (
            <>
              <LogList
                items={data.items.map((read) => ({
                  id: String(read.seq),
                  at: read.at,
                  title: t('profile.reads.line', {
                    name: read.by,
                    field: code(labels[read.field] ?? '', read.field),
                  }),
                  text: t('profile.reads.reason', { reason: read.reason }),
                }))}
              />
              <CutNote more={data.more} shown={data.items.length} />
            </>
          )
        }
      </QueryState>
    </Card>
  );
}
