import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { retirementsQuery } from '../../api/changes';
import { useSession } from '../../api/session';
import type { RetirementItem } from '../../api/types';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { CutNote } from '../../ui/CutNote';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { PlainTable } from '../../ui/table/PlainTable';
import { ChangeDrawer } from './ChangeDrawer';
import styles from './changes.module.css';
import { StateTag, Who } from './words';

/** Who reaches the statutory age in the coming year. */
export function RetirementTab() {
  const t = useText();
  const found = useQuery(retirementsQuery);
  return (
    <QueryState query={found} what={t('changes.tab.retirement')} framed={false}>
      {(data) => (
        <>
          <div className={styles.pad}>
            <Notice icon="guard" title={t('changes.retirement.law')}>
              {t('changes.retirement.note')}
              {data.unknown > 0 && ` ${t('changes.retirement.unknown', { count: data.unknown })}`}
            </Notice>
          </div>
          {data.items.length === 0 ? (
            <Empty framed={false} title={t('changes.retirement.none')}>
              {t('changes.retirement.none.body')}
            </Empty>
          ) : (
            <>
              <PlainTable
                label={t('changes.tab.retirement')}
                rows={data.items}
                rowKey={(item) => item.who.person.id}
                columns={[
                  { key: 'who', title: t('person.full_name'), cell: (item) => <Who who={item.who} /> },
                  {
                    key: 'unit',
                    words: true,
                    title: t('assignment.unit_id'),
                    cell: (item) => item.who.unit?.name,
                  },
                  {
                    key: 'month',
                    words: true,
                    title: t('changes.retirement.month'),
                    cell: (item) => (
                      <>
                        {item.window.statutory_month}{' '}
                        {item.category_by_post && <Tag>{t('changes.retirement.by_post')}</Tag>}
                      </>
                    ),
                  },
                  {
                    key: 'window',
                    words: true,
                    title: t('changes.retirement.window'),
                    cell: (item) => `${item.window.earliest_month} – ${item.window.latest_month}`,
                  },
                  {
                    key: 'act',
                    words: true,
                    title: t('changes.act'),
                    cell: (item) => <RetirementAct item={item} />,
                  },
                ]}
              />
              <CutNote more={data.more} shown={data.items.length} />
            </>
          )}
        </>
      )}
    </QueryState>
  );
}

function RetirementAct({ item }: { item: RetirementItem }) {
  const t = useText();
  const { person_id } = useSession();
  const [open, setOpen] = useState(false);
  if (item.change)
    return (
      <Link to="/changes/$changeId" params={{ changeId: item.change.id }}>
        <StateTag state={item.change.state} />
      </Link>
    );
  if (person_id === item.who.person.id) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t('changes.act.retire')}
      </Button>
      {open && (
        <ChangeDrawer
          person={{ id: item.who.person.id, full_name: item.who.person.full_name }}
          kind="retire"
          day={null}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
