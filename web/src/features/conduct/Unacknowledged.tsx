import { useQuery } from '@tanstack/react-query';
import { unacknowledgedQuery } from '../../api/conduct';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Drawer } from '../../ui/Modal';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { PlainTable } from '../../ui/table/PlainTable';

/** Who has not read a version. */
export function Unacknowledged({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const format = useFormats();
  const found = useQuery(unacknowledgedQuery(id));
  return (
    <Drawer open title={t('conduct.rule.missing.title')} onClose={onClose}>
      <QueryState query={found} what={t('conduct.rule.missing.title')} framed={false}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty framed={false} title={t('conduct.rule.missing.none')} />
          ) : (
            <div className="stack">
              <p className="muted">
                {t('conduct.rule.missing.shown', {
                  shown: format.number(items.length),
                  total: format.number(total),
                })}
              </p>
              <PlainTable
                label={t('conduct.rule.missing.title')}
                rows={items}
                rowKey={(one) => one.person.id}
                columns={[
                  { key: 'who', title: t('person.full_name'), cell: (one) => one.person.full_name },
                  {
                    key: 'no',
                    words: true,
                    title: t('employment.employee_no'),
                    cell: (one) => one.employee_no,
                  },
                  { key: 'unit', words: true, title: t('assignment.unit_id'), cell: (one) => one.unit.name },
                ]}
              />
            </div>
          )
        }
      </QueryState>
    </Drawer>
  );
}
