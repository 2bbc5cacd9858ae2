import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { rosterQuery } from '../../api/people';
import { useMay, useSession } from '../../api/session';
import type { PersonSummary } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { type Text, useText } from '../../i18n/useText';
import { Avatar } from '../../ui/Avatar';
import { Button, buttonClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Shown } from '../../ui/Hidden';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { AsOfNotice, Empty } from '../../ui/states';
import { type Column, DataTable } from '../../ui/table/DataTable';
import { ExportMenu } from './ExportMenu';
import { HireDrawer } from './HireDrawer';
import { PeopleFilters } from './PeopleFilters';
import styles from './people.module.css';
import { StatusTag } from './status';

export function PeoplePage() {
  const t = useText();
  const format = useFormats();
  const may = useMay();
  const { today } = useSession();
  const filter = useSearch({ from: '/signed-in/people' });
  const navigate = useNavigate({ from: '/people' });
  const [hiring, setHiring] = useState(false);
  const roster = useInfiniteQuery(rosterQuery(filter));
  const total = roster.data?.pages[0]?.total ?? null;
  const setFilter = (next: typeof filter) => navigate({ search: next, replace: true });
  return (
    <Page
      title={t('page.people.title')}
      sub={total === null ? t('page.people.sub_open') : t('page.people.sub', { total: format.number(total) })}
      actions={
        <>
          {may('roster.export') && <ExportMenu day={filter.as_of ?? today} />}
          {may('roster.import') && (
            <Link to="/import" className={buttonClass()}>
              {t('page.import.title')}
            </Link>
          )}
          {may('person.write') && may('pay.write') && (
            <Button look="primary" onClick={() => setHiring(true)}>
              {t('people.hire')}
            </Button>
          )}
        </>
      }
    >
      <PeopleFilters filter={filter} today={today} onChange={setFilter} />
      {filter.as_of && (
        <AsOfNotice
          title={t('people.as_of.title', { day: filter.as_of })}
          action={
            <Button size="small" onClick={() => setFilter({ ...filter, as_of: undefined })}>
              {t('ui.as_of.back')}
            </Button>
          }
        >
          {t('people.as_of.body')}
        </AsOfNotice>
      )}
      <Card flush>
        <QueryState query={roster} what={t('page.people.title')} framed={false}>
          {(data) => (
            <PeopleTable
              people={data.pages.flatMap((page) => page.items)}
              total={total}
              onEnd={() => {
                if (roster.hasNextPage && !roster.isFetchingNextPage) void roster.fetchNextPage();
              }}
            />
          )}
        </QueryState>
      </Card>
      <HireDrawer open={hiring} onClose={() => setHiring(false)} />
    </Page>
  );
}

function PeopleTable({
  people,
  total,
  onEnd,
}: {
  people: PersonSummary[];
  total: number | null;
  onEnd: () => void;
}) {
  const t = useText();
  const format = useFormats();
  if (people.length === 0) {
    return (
      <Empty framed={false} title={t('people.none.title')}>
        {t('people.none.body')}
      </Empty>
    );
  }
  return (
    <DataTable
      label={t('page.people.title')}
      columns={columns(t, format.day)}
      rows={people}
      rowKey={(person) => person.person_id}
      total={total}
      onEnd={onEnd}
      foot={
        <span className={styles.foot}>
          {t('people.shown', {
            shown: format.number(people.length),
            total: format.number(total ?? people.length),
          })}
        </span>
      }
    />
  );
}

function columns(t: Text, day: (day: string) => string): Column<PersonSummary>[] {
  return [
    {
      key: 'name',
      title: t('person.full_name'),
      width: 'minmax(168px, 1.5fr)',
      phone: 'lead',
      cell: (person) => (
        <span className={styles.who}>
          <Avatar name={person.full_name} />
          <span>
            <Link to="/people/$personId" params={{ personId: person.person_id }}>
              {person.full_name}
            </Link>{' '}
            <span className="muted small">{person.employee_no}</span>
          </span>
        </span>
      ),
    },
    {
      key: 'unit',
      title: t('assignment.unit_id'),
      width: 'minmax(110px, 1.3fr)',
      cell: (person) => person.unit.name,
    },
    {
      key: 'position',
      title: t('assignment.position'),
      width: 'minmax(110px, 1.3fr)',
      cell: (person) => person.position,
    },
    { key: 'level', title: t('assignment.job_level'), width: '56px', cell: (person) => person.job_level },
    {
      key: 'manager',
      title: t('assignment.manager_id'),
      width: '88px',
      phone: 'away',
      cell: (person) => person.manager?.full_name,
    },
    {
      key: 'hired',
      title: t('employment.valid_from'),
      width: '96px',
      phone: 'away',
      cell: (person) => (
        <Shown name="hired_on" redacted={person.redacted}>
          {person.hired_on && <time>{day(person.hired_on)}</time>}
        </Shown>
      ),
    },
    {
      key: 'entity',
      title: t('employment.legal_entity_id'),
      width: 'minmax(88px, 1fr)',
      phone: 'away',
      cell: (person) => person.legal_entity.name,
    },
    {
      key: 'status',
      title: t('people.status'),
      width: '84px',
      phone: 'side',
      cell: (person) => <StatusTag status={person.status} />,
    },
  ];
}
