import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import { countQuery, type RosterFilter, rosterQuery } from '../../api/people';
import { useMay, useSession } from '../../api/session';
import type { PersonSummary } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { ActionBar } from '../../ui/ActionBar';
import { Button, buttonClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { AsOfNotice, Empty } from '../../ui/states';
import { DataTable } from '../../ui/table/DataTable';
import { BulkDrawer } from './directory/BulkDrawer';
import { chosenColumns, tableColumns } from './directory/columns';
import own from './directory/directory.module.css';
import { FilterBar } from './directory/FilterBar';
import { useDirectoryKeys } from './directory/keys';
import { UnitTree } from './directory/UnitTree';
import { useOwnColumns } from './directory/useOwnColumns';
import { ColumnChooser, Views } from './directory/Views';
import { ExportMenu } from './ExportMenu';
import { HireDrawer } from './HireDrawer';
import styles from './people.module.css';

export function PeoplePage() {
  const t = useText();
  const format = useFormats();
  const { today } = useSession();
  const filter = useSearch({ from: '/signed-in/people' });
  const navigate = useNavigate({ from: '/people' });
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  useDirectoryKeys(table, search);
  const roster = useInfiniteQuery(rosterQuery(filter));
  const first = roster.data?.pages[0];
  // Where the list did not learn how many there are on its way, they are counted beside it.
  const counted = useQuery({ ...countQuery(filter), enabled: first !== undefined && first.total === null });
  const total = first?.total ?? counted.data?.total ?? null;
  const setFilter = (next: RosterFilter) => navigate({ search: next, replace: true });
  return (
    <Page
      title={t('page.people.title')}
      sub={total === null ? t('page.people.sub_open') : t('page.people.sub', { total: format.number(total) })}
      actions={<Actions filter={filter} day={filter.as_of ?? today} total={total} />}
    >
      <div className={own.page}>
        <UnitTree
          asOf={filter.as_of}
          value={filter.unit}
          onChange={(unit) => setFilter({ ...filter, unit })}
        />
        <div className="stack">
          <FilterBar filter={filter} today={today} onChange={setFilter} search={search} />
          <div className={own.bar}>
            <Views filter={filter} onChange={setFilter} />
            <span className={own.wideOnly}>
              <ColumnChooser
                value={chosenColumns(filter.cols)}
                onChange={(columns) => setFilter({ ...filter, cols: columns.join(',') || undefined })}
              />
            </span>
          </div>
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
          <div ref={table}>
            <Card flush>
              <QueryState query={roster} what={t('page.people.title')} framed={false}>
                {(data) => (
                  <PeopleTable
                    key={JSON.stringify(filter)}
                    filter={filter}
                    people={data.pages.flatMap((page) => page.items)}
                    total={total}
                    onEnd={() => {
                      if (roster.hasNextPage && !roster.isFetchingNextPage) void roster.fetchNextPage();
                    }}
                  />
                )}
              </QueryState>
            </Card>
          </div>
        </div>
      </div>
    </Page>
  );
}

function Actions({ filter, day, total }: { filter: RosterFilter; day: string; total: number | null }) {
  const t = useText();
  const may = useMay();
  const [hiring, setHiring] = useState(false);
  return (
    <>
      {may('roster.export') && <ExportMenu filter={filter} day={day} total={total} />}
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
      <HireDrawer open={hiring} onClose={() => setHiring(false)} />
    </>
  );
}

interface PeopleTableProps {
  filter: RosterFilter;
  people: PersonSummary[];
  total: number | null;
  onEnd: () => void;
}

function PeopleTable({ filter, people, total, onEnd }: PeopleTableProps) {
  const t = useText();
  const format = useFormats();
  const may = useMay();
  const { nameOf } = useCatalogue();
  const places = usePlaces();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const [moving, setMoving] = useState(false);
  const pick = (id: string) => {
    setAll(false);
    setPicked((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  const ownColumns = useOwnColumns(chosenColumns(filter.cols), people, filter.as_of);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `pick` only sets state
  const columns = useMemo(() => {
    const words = { t, day: format.day, nameOf, placeOf: places.nameOf };
    const picking = may('person.write') && !filter.as_of ? { picked, pick } : null;
    return tableColumns(chosenColumns(filter.cols), people, words, picking);
  }, [t, format, nameOf, places, may, picked, people, filter]);
  if (people.length === 0) {
    return (
      <Empty framed={false} title={t('people.none.title')}>
        {t('people.none.body')}
      </Empty>
    );
  }
  const clear = () => {
    setPicked(new Set());
    setAll(false);
  };
  return (
    <>
      <DataTable
        label={t('page.people.title')}
        columns={[...columns, ...ownColumns]}
        rows={people}
        rowKey={(person) => person.person_id}
        total={total}
        onEnd={onEnd}
        foot={
          <span className={styles.foot}>
            {t('people.shown', {
              shown: format.number(people.length),
              total: total === null ? t('directory.many') : format.number(total),
            })}
          </span>
        }
      />
      {picked.size > 0 && (
        <ActionBar
          note={t('directory.picked', { count: format.number(all ? (total ?? picked.size) : picked.size) })}
        >
          <Button look="quiet" onClick={clear}>
            {t('directory.pick_none')}
          </Button>
          {!all && (
            <Button onClick={() => setAll(true)}>
              {total === null
                ? t('directory.pick_all')
                : t('directory.pick_all_counted', { count: format.number(total) })}
            </Button>
          )}
          <Button look="primary" onClick={() => setMoving(true)}>
            {t('directory.bulk.transfer')}
          </Button>
        </ActionBar>
      )}
      <BulkDrawer
        key={moving ? 'open' : 'closed'}
        open={moving}
        selection={{ people: [...picked], filter: all ? filter : null }}
        onClose={() => setMoving(false)}
        onDone={() => {
          setMoving(false);
          clear();
        }}
      />
    </>
  );
}
