import { Link } from '@tanstack/react-router';
import { useCatalogue } from '../../api/organisation';
import type { BoardItem } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useSpan } from '../../i18n/useSpan';
import { useCode, useText } from '../../i18n/useText';
import { Avatar } from '../../ui/Avatar';
import { Tag } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import styles from './offboarding.module.css';

/** Cases, one a line: who, when, how far, and where the time goes. */
export function CaseTable({ label, cases }: { label: string; cases: BoardItem[] }) {
  const columns = useColumns();
  return <DataTable label={label} columns={columns} rows={cases} rowKey={(item) => item.id} />;
}

function useColumns(): Column<BoardItem>[] {
  const t = useText();
  const code = useCode();
  const span = useSpan();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  return [
    {
      key: 'who',
      title: t('person.full_name'),
      width: 'minmax(168px, 1.6fr)',
      phone: 'lead',
      cell: (item) => (
        <span className={styles.who}>
          <Avatar name={item.full_name} />
          <span>
            <Link to="/offboarding/$caseId" params={{ caseId: item.id }}>
              {item.full_name}
            </Link>
            <br />
            <span className="muted small">{format.parts([item.position, item.unit])}</span>
          </span>
        </span>
      ),
    },
    {
      key: 'ground',
      title: t('offboarding.ground'),
      width: 'minmax(110px, 1.2fr)',
      cell: (item) => (
        <span className="row">
          {item.ground && nameOf('exit_ground', item.ground)}
          {item.withdrawal_requested && <Tag tone="warn">{t('offboarding.withdrawal.asked')}</Tag>}
        </span>
      ),
    },
    {
      key: 'day',
      title: t('offboarding.last_day'),
      width: '96px',
      phone: 'away',
      cell: (item) => item.last_day && <time>{format.day(item.last_day)}</time>,
    },
    {
      key: 'left',
      title: t('offboarding.left'),
      width: '96px',
      phone: 'side',
      cell: (item) => <DaysLeft days={item.days_left} />,
    },
    {
      key: 'tasks',
      title: t('offboarding.tasks'),
      width: 'minmax(110px, 1fr)',
      phone: 'line',
      cell: (item) =>
        item.tasks_total > 0 && (
          <span className="row">
            <span>{t('offboarding.tasks_of', { done: item.tasks_done, total: item.tasks_total })}</span>
            {item.tasks_overdue > 0 && (
              <Tag tone="warn" icon="warning">
                {t('offboarding.tasks_overdue', { tasks: item.tasks_overdue })}
              </Tag>
            )}
          </span>
        ),
    },
    {
      key: 'time',
      title: t('offboarding.figure.firm'),
      width: 'minmax(96px, 1fr)',
      phone: 'away',
      cell: (item) => (
        <>
          {item.firm_minutes !== null && span(item.firm_minutes * 60)}
          {item.bottleneck && (
            <>
              <br />
              <span className="muted small">
                {t('offboarding.figure.bottleneck', {
                  lane: code(`lane.${item.bottleneck}`, item.bottleneck),
                })}
              </span>
            </>
          )}
        </>
      ),
    },
    {
      key: 'certificate',
      title: t('certificate.title'),
      width: '124px',
      phone: 'away',
      cell: (item) => item.certificate_number,
    },
  ];
}

/** Days until the day that counts; over is said in words, not by a sign. */
export function DaysLeft({
  days,
  owed = false,
}: {
  days: number | null;
  /** Something that is not done was to be done by that day. */
  owed?: boolean;
}) {
  const t = useText();
  if (days === null) return null;
  const near = days <= 7 && (days >= 0 || owed);
  const tone = near ? 'warn' : 'neutral';
  const words =
    days < 0 ? 'offboarding.days.over' : days === 0 ? 'offboarding.days.today' : 'offboarding.days.left';
  return <Tag tone={tone}>{t(words, { days: Math.abs(days) })}</Tag>;
}
