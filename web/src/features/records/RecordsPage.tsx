import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { recordsQuery } from '../../api/meta';
import { useMay } from '../../api/session';
import type { RecordMeta } from '../../api/types';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Page } from '../../ui/Page';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Collection } from './Collection';
import styles from './records.module.css';

type Listed = RecordMeta & { collection: NonNullable<RecordMeta['collection']> };

const isListed = (meta: RecordMeta): meta is Listed => meta.collection !== null;

/** The records that the page draws from their declaration alone. */
export function RecordsPage() {
  const t = useText();
  const code = useCode();
  const may = useMay();
  const records = useQuery(recordsQuery);
  return (
    <Page title={t('page.records.title')} sub={t('page.records.sub')}>
      <QueryState query={records} what={t('page.records.title')}>
        {(data) => {
          const listed = data.items.filter(isListed).filter((meta) => may(meta.collection.reads));
          if (listed.length === 0) return <Empty title={t('records.none')}>{t('records.none.body')}</Empty>;
          return (
            <Card flush>
              <ul className={styles.kinds}>
                {listed.map((meta) => (
                  <li key={meta.name}>
                    <Link to="/records/$record" params={{ record: meta.name }}>
                      {code(`record.${meta.name}`, meta.name)}
                    </Link>
                  </li>
                ))}
              </ul>
            </Card>
          );
        }}
      </QueryState>
    </Page>
  );
}

/** One kind of record: its rows, a new one, a change. */
export function RecordPage() {
  const t = useText();
  const code = useCode();
  const { record } = useParams({ from: '/signed-in/records/$record' });
  const records = useQuery(recordsQuery);
  return (
    <Page
      title={code(`record.${record}`, record)}
      sub={t('page.records.sub')}
      crumbs={[
        <Link key="records" to="/records">
          {t('page.records.title')}
        </Link>,
      ]}
    >
      <QueryState query={records} what={code(`record.${record}`, record)}>
        {(data) => {
          const meta = data.items.filter(isListed).find((item) => item.name === record);
          return meta ? (
            <Collection meta={meta} path={meta.collection.path} writes={meta.collection.writes} />
          ) : (
            <Empty title={t('records.unknown')}>{t('records.none.body')}</Empty>
          );
        }}
      </QueryState>
    </Page>
  );
}
