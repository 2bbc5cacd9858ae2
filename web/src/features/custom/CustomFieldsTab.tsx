import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { customFieldsQuery } from '../../api/customFields';
import { useMay } from '../../api/session';
import type { CustomField } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Button, TextButton } from '../../ui/Button';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { Tag } from '../../ui/Tag';
import { type Column, DataTable } from '../../ui/table/DataTable';
import styles from './custom.module.css';
import { FieldDrawer } from './FieldDrawer';

/** The fields that the firm added to records. */
export function CustomFieldsTab() {
  const t = useText();
  const fields = useQuery(customFieldsQuery);
  return (
    <QueryState query={fields} what={t('settings.tab.custom')} framed={false}>
      {(data) => <Fields items={data.items} records={data.records} />}
    </QueryState>
  );
}

function Fields({ items, records }: { items: CustomField[]; records: string[] }) {
  const t = useText();
  const both = useBilingual();
  const code = useCode();
  const format = useFormats();
  const may = useMay();
  const [open, setOpen] = useState<CustomField | 'new' | null>(null);
  const columns: Column<CustomField>[] = [
    {
      key: 'title',
      title: t('custom.title'),
      width: 'minmax(140px, 1.4fr)',
      phone: 'lead',
      cell: (field) =>
        may('catalogue.write') ? (
          <TextButton onClick={() => setOpen(field)}>{both(field.title)}</TextButton>
        ) : (
          both(field.title)
        ),
    },
    {
      key: 'record',
      title: t('custom.record'),
      width: '120px',
      phone: 'side',
      cell: (field) => code(`record.${field.record}`, field.record),
    },
    {
      key: 'kind',
      title: t('custom.kind'),
      width: '96px',
      phone: 'sub',
      cell: (field) => t(`custom.kind.${field.kind}`),
    },
    {
      key: 'class',
      title: t('custom.class'),
      width: '110px',
      phone: 'sub',
      cell: (field) => code(`custom.class.${field.class}`, field.class),
    },
    {
      key: 'days',
      title: t('custom.days'),
      width: '190px',
      phone: 'sub',
      cell: (field) =>
        t('custom.span', {
          first: format.day(field.first_day),
          last: field.last_day ? format.day(field.last_day) : t('custom.open_end'),
        }),
    },
    {
      key: 'marks',
      title: t('custom.marks'),
      width: '150px',
      phone: 'line',
      cell: (field) => (
        <span className={styles.marks}>
          {field.required && <Tag tone="warn">{t('custom.required')}</Tag>}
          {field.searchable && <Tag>{t('custom.searchable')}</Tag>}
        </span>
      ),
    },
  ];
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <p className="muted small">{t('custom.note')}</p>
        {may('catalogue.write') && (
          <Button look="primary" icon="plus" onClick={() => setOpen('new')}>
            {t('custom.add')}
          </Button>
        )}
      </div>
      {items.length === 0 ? (
        <Empty framed={false} title={t('custom.none')}>
          {t('custom.none.body')}
        </Empty>
      ) : (
        <DataTable
          label={t('settings.tab.custom')}
          columns={columns}
          rows={items}
          rowKey={(field) => field.id}
        />
      )}
      <FieldDrawer
        key={open === 'new' ? 'new' : (open?.id ?? 'none')}
        field={open === 'new' ? null : open}
        records={records}
        open={open !== null}
        onClose={() => setOpen(null)}
      />
    </div>
  );
}
