import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRecordMeta } from '../../api/meta';
import { catalogueQuery, putCatalogueItem } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { CatalogueItemView } from '../../api/types';
import { useSend } from '../../api/useWrite';
import { useCode, useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Chips } from '../../ui/Chips';
import { Drawer } from '../../ui/Modal';
import { QueryState } from '../../ui/QueryState';
import type { RecordRow } from '../../ui/record/meta';
import { RecordForm } from '../../ui/record/RecordForm';
import { RecordTable } from '../../ui/record/RecordTable';
import { useToast } from '../../ui/Toast';
import styles from './settings.module.css';

const shown = ['code', 'title_zh', 'title_en', 'valid_from', 'valid_until'];

/** Reference lists: their codes never change, their items come and go by date. */
export function Lists() {
  const t = useText();
  const catalogue = useQuery(catalogueQuery);
  return (
    <QueryState query={catalogue} what={t('settings.tab.lists')} framed={false}>
      {(data) => <ListsOf items={data.items} />}
    </QueryState>
  );
}

function ListsOf({ items }: { items: CatalogueItemView[] }) {
  const t = useText();
  const code = useCode();
  const may = useMay();
  const kinds = [...new Set(items.map((item) => item.kind))];
  const [kind, setKind] = useState(kinds[0] ?? '');
  const [adding, setAdding] = useState(false);
  const meta = useRecordMeta('catalogue_item');
  const rows = items.filter((item) => item.kind === kind);
  const title = code(`catalogue.${kind}`, kind);
  return (
    <div className={styles.lists}>
      <div className={styles.kinds}>
        <Chips
          label={t('settings.tab.lists')}
          value={kind}
          onChange={setKind}
          items={kinds.map((key) => ({
            key,
            title: code(`catalogue.${key}`, key),
            count: items.filter((item) => item.kind === key).length,
          }))}
        />
      </div>
      <QueryState query={meta} what={t('settings.tab.lists')} framed={false}>
        {(declared) => (
          <div>
            <div className={styles.bar}>
              <h2>{title}</h2>
              {may('catalogue.write') && (
                <Button icon="plus" onClick={() => setAdding(true)}>
                  {t('settings.item.add')}
                </Button>
              )}
            </div>
            <RecordTable meta={declared} rows={rows as unknown as RecordRow[]} label={title} fields={shown} />
            <ItemDrawer kind={kind} title={title} open={adding} onClose={() => setAdding(false)} />
          </div>
        )}
      </QueryState>
    </div>
  );
}

function ItemDrawer({
  kind,
  title,
  open,
  onClose,
}: {
  kind: string;
  title: string;
  open: boolean;
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const send = useSend();
  const meta = useRecordMeta('catalogue_item').data;
  return (
    <Drawer open={open} title={`${title}：${t('settings.item.add')}`} onClose={onClose}>
      {meta && (
        <RecordForm
          meta={meta}
          fields={['code', 'title_zh', 'title_en', 'valid_from']}
          submitTitle={t('action.save')}
          onCancel={onClose}
          onSubmit={async (values) => {
            await send(putCatalogueItem(kind, values));
            toast({ text: t('ui.saved') });
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}
