import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { contractDuesQuery } from '../../api/contracts';
import { useCatalogue } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { ContractDue, DeskItem, DeskSummary, DueCount } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { buttonClass } from '../../ui/Button';
import { Chips } from '../../ui/Chips';
import { cx } from '../../ui/cx';
import { Shown } from '../../ui/Hidden';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import styles from './contracts.module.css';
import { warningDues, withinDays } from './tabs';
import { DeadlineTag, useDueName, WarningText } from './Warning';

/** One thing at a time: who, until when, what the law says. */
export function DuesTab({
  tab,
  counts,
  ending,
}: {
  tab: 'warnings' | 'ending' | 'unsigned';
  counts: DueCount[];
  ending: DeskSummary | undefined;
}) {
  const t = useText();
  const may = useMay();
  const name = useDueName();
  const search = useSearch({ from: '/signed-in/contracts' });
  const navigate = useNavigate({ from: '/contracts' });
  const countOf = (due: ContractDue) => counts.find((count) => count.due === due)?.count ?? 0;
  // Without a choice the first thing that has any.
  const first = warningDues.find((due) => countOf(due) > 0) ?? warningDues[0];
  const due: ContractDue = tab === 'warnings' ? (search.due ?? first) : tab;
  // What nobody has is no choice.
  const found = warningDues.filter((key) => countOf(key) > 0 || key === due);
  const within = tab === 'ending' ? (search.within ?? '90') : undefined;
  const endingCounts: Record<string, number | undefined> = {
    '30': ending?.ending_30,
    '60': ending?.ending_60,
    '90': countOf('ending'),
  };
  const set = (next: Partial<typeof search>) => navigate({ search: { ...search, ...next }, replace: true });
  return (
    <>
      {tab === 'warnings' && (
        <div className={styles.chips}>
          <Chips
            label={t('contracts.tab.warnings')}
            items={found.map((key) => ({ key, title: name(key), count: countOf(key) }))}
            value={due === 'ending' || due === 'unsigned' ? first : due}
            onChange={(key) => set({ due: key })}
          />
        </div>
      )}
      {tab === 'ending' && (
        <div className={cx('row spread', styles.chips)}>
          <Chips
            label={t('contracts.within')}
            items={withinDays.map((key) => ({
              key,
              title: t('contracts.within_days', { days: key }),
              count: endingCounts[key],
            }))}
            value={search.within ?? '90'}
            onChange={(key) => set({ within: key === '90' ? undefined : key })}
          />
          {may('contract.write') && (
            <Link to="/contracts" search={{ ...search, tab: 'renewals' }} className={buttonClass('primary')}>
              {t('contracts.batch')}
            </Link>
          )}
        </div>
      )}
      <DuesTable due={due} within={within} />
    </>
  );
}

function DuesTable({ due, within }: { due: ContractDue; within: string | undefined }) {
  const t = useText();
  const format = useFormats();
  const places = usePlaces();
  const { nameOf } = useCatalogue();
  const { q, unit, entity, as_of } = useSearch({ from: '/signed-in/contracts' });
  const dues = useInfiniteQuery(contractDuesQuery(due, within, { q, unit, entity, as_of }));
  return (
    <QueryState query={dues} what={t('page.contracts.title')} framed={false}>
      {(data) => {
        const items = data.pages.flatMap((page) => page.items);
        if (items.length === 0)
          return (
            <Empty framed={false} title={t('contracts.none.title')}>
              {t('contracts.none.body')}
            </Empty>
          );
        return (
          <DataTable
            label={t('page.contracts.title')}
            columns={columns({ t, day: format.day, placeOf: places.nameOf, kindOf: nameOf })}
            rows={items}
            rowKey={(item) => `${item.person.id} ${item.employee_no}`}
            total={data.pages[0]?.total ?? null}
            onEnd={() => {
              if (dues.hasNextPage && !dues.isFetchingNextPage) void dues.fetchNextPage();
            }}
          />
        );
      }}
    </QueryState>
  );
}

interface Words {
  t: ReturnType<typeof useText>;
  day: (day: string | null) => string;
  placeOf: (place: string | null) => string;
  kindOf: (list: string, code: string | null | undefined) => string;
}

function columns({ t, day, placeOf, kindOf }: Words): Column<DeskItem>[] {
  return [
    {
      key: 'name',
      title: t('person.full_name'),
      width: 'minmax(150px, 1.2fr)',
      phone: 'lead',
      cell: (item) => (
        <span>
          <Link to="/people/$personId" params={{ personId: item.person.id }} search={{ tab: 'contracts' }}>
            {item.person.full_name}
          </Link>{' '}
          <span className="muted small">{item.employee_no}</span>
          <br />
          <span className="muted small">
            {item.unit.name} {item.position}
          </span>
        </span>
      ),
    },
    {
      key: 'contract',
      title: t('contracts.contract'),
      width: 'minmax(150px, 1.1fr)',
      cell: (item) => (
        <Shown name="contract" redacted={item.redacted}>
          {item.contract ? (
            <span>
              {kindOf('contract_kind', item.contract.kind)}{' '}
              {item.contract.fixed_term_no > 1 && (
                <Tag>{t('contracts.term_no', { no: item.contract.fixed_term_no })}</Tag>
              )}
              <br />
              <span className="muted small">
                {item.contract.last_day
                  ? `${day(item.contract.first_day)} – ${day(item.contract.last_day)}`
                  : t('contracts.since', { day: day(item.contract.first_day) })}
              </span>
            </span>
          ) : (
            <span className="muted">{t('contracts.no_contract', { day: day(item.hired_on) })}</span>
          )}
        </Shown>
      ),
    },
    {
      key: 'entity',
      title: t('employment.legal_entity_id'),
      width: 'minmax(90px, 0.8fr)',
      phone: 'away',
      cell: (item) => (
        <span>
          {item.legal_entity.name}
          <br />
          <span className="muted small">{placesOf(item, t, placeOf)}</span>
        </span>
      ),
    },
    {
      key: 'law',
      title: t('contracts.law'),
      width: 'minmax(220px, 2.6fr)',
      phone: 'line',
      cell: (item) => <WarningText warning={item.warning} />,
    },
    {
      key: 'deadline',
      title: t('contracts.deadline'),
      width: '132px',
      phone: 'side',
      cell: (item) => (
        <span>
          <DeadlineTag warning={item.warning} />
          {item.renewal && (
            <>
              <br />
              <Tag tone="info">{t('contracts.renewing')}</Tag>
            </>
          )}
        </span>
      ),
    },
  ];
}

/** The place of the work, and beside it those that differ. */
function placesOf(item: DeskItem, t: Words['t'], placeOf: Words['placeOf']): string {
  const { contract, place } = item;
  const differs = (other: string | null | undefined) => other && other !== place;
  if (differs(contract?.work_place))
    return t('contracts.place_differs', {
      work: placeOf(place),
      contract: placeOf(contract?.work_place ?? null),
    });
  if (differs(contract?.insured_place))
    return t('contracts.insured_differs', {
      work: placeOf(place),
      insured: placeOf(contract?.insured_place ?? null),
    });
  return placeOf(place);
}
