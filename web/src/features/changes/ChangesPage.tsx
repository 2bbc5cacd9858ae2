import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { changesQuery } from '../../api/changes';
import { useCatalogue } from '../../api/organisation';
import { useMay, useSession } from '../../api/session';
import type { ChangeState, ChangeSummary } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { buttonClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Select } from '../../ui/fields';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tabs } from '../../ui/Tabs';
import { Tag } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import styles from './changes.module.css';
import { ProbationTab } from './ProbationTab';
import { RetirementTab } from './RetirementTab';
import { TemplatesTab } from './TemplatesTab';
import { type ChangesTab, changeKinds, changeStates, changesTabs } from './tabs';
import { StateTag, Who } from './words';

/** The desk of personnel changes: what waits, whose probation or working life ends soon, everything. */
export function ChangesPage() {
  const t = useText();
  const may = useMay();
  const search = useSearch({ from: '/signed-in/changes' });
  const navigate = useNavigate({ from: '/changes' });
  const manages = may('change.manage');
  const shown = changesTabs.filter((tab) => manages || (tab !== 'retirement' && tab !== 'letters'));
  const tab = shown.find((key) => key === search.tab) ?? 'todo';
  const go = (next: ChangesTab) =>
    void navigate({ search: { tab: next === 'todo' ? undefined : next }, replace: true });
  return (
    <Page
      title={t('page.changes.title')}
      sub={t('page.changes.sub')}
      actions={
        may('change.propose') &&
        may('person.read') && (
          <Link to="/people" className={buttonClass()}>
            {t('changes.start')}
          </Link>
        )
      }
    >
      <Card flush>
        <Tabs
          label={t('page.changes.title')}
          items={shown.map((key) => ({ key, title: t(`changes.tab.${key}`) }))}
          value={tab}
          onChange={go}
        >
          {tab === 'probation' && <ProbationTab />}
          {tab === 'retirement' && <RetirementTab />}
          {tab === 'letters' && <TemplatesTab />}
          {(tab === 'todo' || tab === 'all') && <ListTab open={tab === 'todo'} />}
        </Tabs>
      </Card>
    </Page>
  );
}

function ListTab({ open }: { open: boolean }) {
  const t = useText();
  const { nameOf } = useCatalogue();
  const search = useSearch({ from: '/signed-in/changes' });
  const navigate = useNavigate({ from: '/changes' });
  const set = (next: Partial<typeof search>) =>
    void navigate({ search: { ...search, ...next }, replace: true });
  const found = useQuery(
    changesQuery({ kind: search.kind, state: open ? undefined : search.state, open: open || undefined }),
  );
  const all = { value: '', title: t('changes.filter.all') };
  return (
    <>
      <div className={`${styles.bar} ${styles.pad}`}>
        <Select
          label={t('personnel_change.kind')}
          value={search.kind ?? ''}
          options={[
            { ...all, title: t('changes.filter.kinds') },
            ...changeKinds.map((kind) => ({ value: kind, title: nameOf('change_kind', kind) })),
          ]}
          onChange={(value) => set({ kind: changeKinds.find((kind) => kind === value) })}
        />
        {!open && (
          <Select
            label={t('personnel_change.state')}
            value={search.state ?? ''}
            options={[
              { ...all, title: t('changes.filter.states') },
              ...changeStates.map((state) => ({ value: state, title: nameOf('change_state', state) })),
            ]}
            onChange={(value) => set({ state: changeStates.find((state) => state === value) })}
          />
        )}
      </div>
      <QueryState query={found} what={t('page.changes.title')} framed={false}>
        {(data) =>
          data.items.length === 0 ? (
            <Empty framed={false} title={t(open ? 'changes.none.open' : 'changes.none')}>
              {t('changes.none.body')}
            </Empty>
          ) : (
            <ChangeTable
              rows={data.items}
              foot={data.next_cursor ? t('changes.too_many', { shown: data.items.length }) : undefined}
            />
          )
        }
      </QueryState>
    </>
  );
}

// States in which a change should not have come to its day.
const waits: ReadonlySet<ChangeState> = new Set(['draft', 'submitted', 'approved']);

/** Changes as rows. */
export function ChangeTable({ rows, foot }: { rows: ChangeSummary[]; foot?: string }) {
  const t = useText();
  const format = useFormats();
  const { today } = useSession();
  const { nameOf } = useCatalogue();
  const columns: Column<ChangeSummary>[] = [
    {
      key: 'who',
      title: t('person.full_name'),
      width: 'minmax(168px, 1.4fr)',
      phone: 'lead',
      cell: (row) => <Who who={row.who} to={row.id} />,
    },
    {
      key: 'kind',
      title: t('personnel_change.kind'),
      width: 'minmax(84px, 0.8fr)',
      phone: 'sub',
      cell: (row) => nameOf('change_kind', row.kind),
    },
    {
      key: 'unit',
      title: t('assignment.unit_id'),
      width: 'minmax(110px, 1.2fr)',
      phone: 'away',
      cell: (row) => row.who.unit?.name,
    },
    {
      key: 'entity',
      title: t('personnel_change.legal_entity_id'),
      width: 'minmax(88px, 1fr)',
      phone: 'away',
      cell: (row) => row.legal_entity.name,
    },
    {
      key: 'effective',
      title: t('personnel_change.effective_on'),
      width: 'minmax(104px, 1fr)',
      phone: 'sub',
      cell: (row) => (
        <>
          <time>{format.day(row.effective_on)}</time>{' '}
          {row.effective_on < today && waits.has(row.state) && <Tag tone="warn">{t('changes.late')}</Tag>}
        </>
      ),
    },
    {
      key: 'by',
      title: t('personnel_change.requested_by'),
      width: 'minmax(72px, 0.8fr)',
      phone: 'away',
      cell: (row) => row.requested_by ?? <span className="muted">—</span>,
    },
    {
      key: 'state',
      title: t('personnel_change.state'),
      width: '104px',
      phone: 'side',
      cell: (row) => <StateTag state={row.state} />,
    },
  ];
  return (
    <DataTable
      label={t('page.changes.title')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      foot={foot}
    />
  );
}
