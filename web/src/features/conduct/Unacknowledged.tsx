import { useInfiniteQuery } from '@tanstack/react-query';
import { unacknowledgedQuery } from '../../api/conduct';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Drawer } from '../../ui/Modal';
import { QueryState } from '../../ui/QueryState';
import { Empty } from '../../ui/states';
import { PlainTable } from '../../ui/table/PlainTable';

/** Who has not read a version. */
export function Unacknowledged({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const format = useFormats();
  const found = useInfiniteQuery(unacknowledgedQuery(id));
  const pages = found.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.items);
  return (
    <Drawer open title={t('conduct.rule.missing.title')} onClose={onClose}>
      <QueryState
        query={{ ...found, data: found.data && rows }}
        what={t('conduct.rule.missing.title')}
        framed={false}
      >
        {(items) =>
          items.length === 0 ? (
            <Empty framed={false} title={t('conduct.rule.missing.none')} />
          ) : (
            <div className="stack">
              <p className="muted">
                {t('conduct.rule.missing.shown', {
                  shown: format.number(items.length),
                  total: format.number(pages[0]?.total ?? items.length),
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
              {found.hasNextPage && (
                <div className="row">
                  <Button size="small" busy={found.isFetching} onClick={() => void found.fetchNextPage()}>
                    {t('action.more')}
                  </Button>
                </div>
              )}
            </div>
          )
        }
      </QueryState>
    </Drawer>
  );
}
