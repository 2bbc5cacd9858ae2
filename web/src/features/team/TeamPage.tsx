import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { teamQuery } from '../../api/directory';
import type { TeamMember } from '../../api/types';
import { type Formats, useFormats } from '../../i18n/format';
import { type Text, useText } from '../../i18n/useText';
import { Avatar } from '../../ui/Avatar';
import { Card } from '../../ui/Card';
import { Chips } from '../../ui/Chips';
import { FigureStrip } from '../../ui/FigureStrip';
import { Shown } from '../../ui/Hidden';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import styles from './team.module.css';

/** Who works for the reader today, who is away, and what is due. */
export function TeamPage() {
  const t = useText();
  const search = useSearch({ from: '/signed-in/team' });
  const navigate = useNavigate({ from: '/team' });
  const team = useQuery(teamQuery(search.below === 'all'));
  return (
    <Page title={t('page.team.title')} sub={t('page.team.sub')}>
      <Chips
        label={t('team.who')}
        items={[
          { key: 'direct', title: t('team.direct') },
          { key: 'all', title: t('team.all') },
        ]}
        value={search.below === 'all' ? 'all' : 'direct'}
        onChange={(key) => navigate({ search: { below: key === 'all' ? 'all' : undefined }, replace: true })}
      />
      <QueryState query={team} what={t('page.team.title')}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty title={t('team.none')}>{t('team.none.body')}</Empty>
          ) : (
            <>
              <Counts members={data.items} today={data.as_of} />
              <Card flush>
                <Members members={data.items} today={data.as_of} more={data.more} />
              </Card>
            </>
          )
        }
      </QueryState>
    </Page>
  );
}

const isAway = (member: TeamMember, today: string) =>
  member.away !== null && member.away.first_day <= today && today <= member.away.last_day;

function Counts({ members, today }: { members: TeamMember[]; today: string }) {
  const t = useText();
  const format = useFormats();
  const count = (fits: (member: TeamMember) => boolean) => format.number(members.filter(fits).length);
  return (
    <FigureStrip
      items={[
        { key: 'here', label: t('team.people'), value: format.number(members.length), unit: t('team.unit') },
        {
          key: 'away',
          label: t('team.away_today'),
          value: count((one) => isAway(one, today)),
          unit: t('team.unit'),
        },
        {
          key: 'probation',
          label: t('team.probation'),
          value: count((one) => one.person.status === 'probation'),
          unit: t('team.unit'),
        },
        {
          key: 'contract',
          label: t('team.contract'),
          value: count((one) => one.contract_ends !== null),
          unit: t('team.unit'),
        },
      ]}
    />
  );
}

/** Whoever needs something comes first. */
const hasDue = ({ person, ...member }: TeamMember) =>
  person.status === 'probation' ||
  person.last_day !== null ||
  member.away !== null ||
  member.contract_ends !== null ||
  member.changes_on !== null ||
  member.open_tasks > 0;

function Members({ members, today, more }: { members: TeamMember[]; today: string; more: boolean }) {
  const t = useText();
  const format = useFormats();
  return (
    <DataTable
      label={t('page.team.title')}
      columns={columns(t, format, today)}
      rows={members.toSorted((a, b) => Number(hasDue(b)) - Number(hasDue(a)))}
      rowKey={(member) => member.person.person_id}
      foot={more ? t('team.more', { count: members.length }) : undefined}
    />
  );
}

function columns(t: Text, format: Formats, today: string): Column<TeamMember>[] {
  return [
    {
      key: 'name',
      title: t('person.full_name'),
      width: 'minmax(150px, 1.2fr)',
      phone: 'lead',
      cell: ({ person }) => (
        <span className={styles.who}>
          <Avatar name={person.full_name} />
          <span>
            <Link to="/people/$personId" params={{ personId: person.person_id }}>
              {person.full_name}
            </Link>{' '}
            <span className="muted small">{person.position}</span>
          </span>
        </span>
      ),
    },
    {
      key: 'unit',
      title: t('assignment.unit_id'),
      width: 'minmax(96px, 1fr)',
      cell: ({ person }) => person.unit.name,
    },
    {
      key: 'away',
      title: t('team.away'),
      width: 'minmax(120px, 1fr)',
      cell: (member) => (
        <Shown name="away" redacted={member.redacted}>
          {member.away && (
            <Tag tone={isAway(member, today) ? 'info' : 'neutral'}>
              {isAway(member, today)
                ? t('team.away_until', { day: format.day(member.away.last_day) })
                : t('team.away_from', { day: format.day(member.away.first_day) })}
            </Tag>
          )}
        </Shown>
      ),
    },
    {
      key: 'due',
      title: t('team.due'),
      width: 'minmax(180px, 1.6fr)',
      phone: 'line',
      cell: (member) => <Due member={member} />,
    },
    {
      key: 'tasks',
      title: t('team.tasks'),
      width: '84px',
      align: 'end',
      phone: 'side',
      cell: (member) =>
        member.open_tasks > 0 ? t('team.tasks_of', { count: format.number(member.open_tasks) }) : '',
    },
  ];
}

function Due({ member }: { member: TeamMember }) {
  const t = useText();
  const format = useFormats();
  const { person } = member;
  return (
    <span className={styles.due}>
      {person.status === 'probation' && person.probation_last_day && (
        <Tag tone="info">{t('team.probation_until', { day: format.day(person.probation_last_day) })}</Tag>
      )}
      {member.contract_ends && (
        <Tag tone="warn">{t('team.contract_until', { day: format.day(member.contract_ends) })}</Tag>
      )}
      {person.last_day && <Tag tone="warn">{t('team.leaves', { day: format.day(person.last_day) })}</Tag>}
      {member.changes_on && <Tag>{t('team.changes', { day: format.day(member.changes_on) })}</Tag>}
    </span>
  );
}
