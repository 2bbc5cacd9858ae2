import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useCatalogue } from '../../api/organisation';
import { retentionEffectQuery } from '../../api/overview';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { BarList } from '../../ui/chart/BarList';
import { Drawer } from '../../ui/Modal';
import { QueryState } from '../../ui/QueryState';

/** Whether what was done for people kept them: beside people alike for whom nothing was done. */
export function EffectCard() {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const { nameOf } = useCatalogue();
  const found = useQuery(retentionEffectQuery);
  const [explained, setExplained] = useState(false);
  return (
    <Card
      title={t('overview.effect')}
      note={t('overview.effect.note')}
      extra={
        <Button look="quiet" size="small" onClick={() => setExplained(true)}>
          {t('overview.definition')}
        </Button>
      }
    >
      <QueryState query={found} what={t('overview.effect')} framed={false}>
        {(effect) => (
          <>
            {effect.items.length === 0 && <p className="muted">{t('overview.effect.none')}</p>}
            {effect.items.map((item) => {
              const name = nameOf('retention_action', item.code) || item.code;
              const alike = item.compared_stayed;
              return (
                <div key={item.code} className="stack">
                  <BarList
                    items={[
                      {
                        key: 'with',
                        name,
                        size: item.stayed,
                        value: format.percent(item.stayed),
                        note: t('overview.effect.people', { people: item.people }),
                      },
                      ...(alike === null
                        ? []
                        : [
                            {
                              key: 'without',
                              name: t('overview.effect.alike'),
                              size: alike,
                              value: format.percent(alike),
                              note: t('overview.effect.people', { people: item.compared }),
                            },
                          ]),
                    ]}
                  />
                  {alike !== null && (
                    <p className="soft">
                      {t(item.stayed > alike ? 'overview.effect.more' : 'overview.effect.not_more', {
                        name,
                        gap: format.number(Math.abs(item.stayed - alike) * 100, 0),
                      })}
                    </p>
                  )}
                </div>
              );
            })}
            <Drawer open={explained} title={t('overview.effect')} onClose={() => setExplained(false)}>
              <p>{both(effect.definition)}</p>
            </Drawer>
          </>
        )}
      </QueryState>
    </Card>
  );
}
