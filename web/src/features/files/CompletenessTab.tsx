import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { completenessQuery } from '../../api/files';
import { useUnitChoices } from '../../api/organisation';
import type { CompletenessItem } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Chips } from '../../ui/Chips';
import { Select } from '../../ui/fields';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';
import styles from './files.module.css';
import { useCategory } from './words';

/** What the files of a unit lack. */
export function CompletenessTab() {
  const t = useText();
  const search = useSearch({ from: '/signed-in/files' });
  const navigate = useNavigate({ from: '/files' });
  const units = useUnitChoices();
  const all = search.view === 'all';
  const list = useInfiniteQuery(completenessQuery({ unit: search.unit, incomplete: !all }));
  const rows = list.data?.pages.flatMap((page) => page.items);
  return (
    <div className="stack">
      <div className={styles.filters}>
        <Chips
          label={t('files.tab.completeness')}
          value={all ? 'all' : 'incomplete'}
          items={[
            { key: 'incomplete', title: t('files.incomplete') },
            { key: 'all', title: t('files.everybody') },
          ]}
          onChange={(view) =>
            navigate({ search: { ...search, view: view === 'all' ? 'all' : undefined }, replace: true })
          }
        />
        <Select
          label={t('assignment.unit_id')}
          value={search.unit ?? ''}
          options={[{ value: '', title: t('people.all_units') }, ...units]}
          onChange={(unit) => navigate({ search: { ...search, unit: unit || undefined }, replace: true })}
        />
      </div>
      <QueryState query={{ ...list, data: rows }} what={t('files.tab.completeness')}>
        {(data) =>
          data.length === 0 ? (
            <Empty title={t('files.all_complete')}>{t('files.all_complete.body')}</Empty>
          ) : (
            <Card flush>
              <Rows rows={data} />
              {list.hasNextPage && (
                <div className="row" style={{ padding: '10px 16px' }}>
                  <Button size="small" busy={list.isFetching} onClick={() => void list.fetchNextPage()}>
                    {t('files.more')}
                  </Button>
                </div>
              )}
            </Card>
          )
        }
      </QueryState>
    </div>
  );
}

function Rows({ rows }: { rows: CompletenessItem[] }) {
  const t = useText();
  const format = useFormats();
  const category = useCategory();
  return (
    <DataTable
      label={t('files.tab.completeness')}
      rows={rows}
      rowKey={(row) => row.person_id}
      columns={[
        {
          key: 'person',
          title: t('files.person'),
          width: 'minmax(130px, 1.2fr)',
          phone: 'lead',
          cell: (row) => (
            <span className="row">
              <Link to="/people/$personId" params={{ personId: row.person_id }} search={{ tab: 'files' }}>
                {row.full_name}
              </Link>
              {row.key_person && <Tag tone="brand">{t('files.key_person')}</Tag>}
            </span>
          ),
        },
        { key: 'no', title: t('employment.employee_no'), width: '104px', cell: (row) => row.employee_no },
        {
          key: 'count',
          title: t('files.complete'),
          width: '84px',
          align: 'end',
          phone: 'side',
          cell: (row) => (
            <span className="num">
              {t('files.of', { present: format.number(row.present), required: format.number(row.required) })}
            </span>
          ),
        },
        {
          key: 'missing',
          title: t('files.missing'),
          width: 'minmax(180px, 2.4fr)',
          phone: 'line',
          cell: (row) =>
            row.present === 0 && row.missing.length > 1
              ? t('files.missing_all', { count: format.number(row.missing.length) })
              : format.names(row.missing.map(category)),
        },
        {
          key: 'expired',
          title: t('files.expired'),
          width: 'minmax(100px, 1fr)',
          phone: 'line',
          cell: (row) => format.names(row.expired.map(category)),
        },
      ]}
    />
  );
}
