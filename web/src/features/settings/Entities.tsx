import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRecordMeta } from '../../api/meta';
import { createLegalEntity, legalEntitiesQuery } from '../../api/organisation';
import { useMay } from '../../api/session';
import { useSend } from '../../api/useWrite';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Drawer } from '../../ui/Modal';
import { QueryState } from '../../ui/QueryState';
import type { RecordRow } from '../../ui/record/meta';
import { RecordForm } from '../../ui/record/RecordForm';
import { RecordTable } from '../../ui/record/RecordTable';
import { useToast } from '../../ui/Toast';
import styles from './settings.module.css';

const asked = ['name', 'short_name', 'credit_code', 'place'];

/** Employers before the law. */
export function Entities() {
  const t = useText();
  const may = useMay();
  const toast = useToast();
  const send = useSend();
  const places = usePlaces();
  const meta = useRecordMeta('legal_entity');
  const entities = useQuery(legalEntitiesQuery);
  const [adding, setAdding] = useState(false);
  return (
    <QueryState query={meta} what={t('settings.tab.entities')} framed={false}>
      {(declared) => (
        <>
          {may('organisation.write') && (
            <div className={styles.bar}>
              <span />
              <Button icon="plus" onClick={() => setAdding(true)}>
                {t('settings.entity.add')}
              </Button>
            </div>
          )}
          <QueryState query={entities} what={t('settings.tab.entities')} framed={false}>
            {(data) => (
              <RecordTable
                meta={declared}
                rows={data.items.map(
                  (entity): RecordRow => ({ ...entity, place: places.nameOf(entity.place) }),
                )}
                label={t('settings.tab.entities')}
                fields={['name', 'short_name', 'credit_code', 'place', 'active']}
              />
            )}
          </QueryState>
          <Drawer open={adding} title={t('settings.entity.add')} onClose={() => setAdding(false)}>
            <RecordForm
              meta={withPlaces(declared)}
              fields={asked}
              options={(target) => (target === 'place' ? places.choices : undefined)}
              submitTitle={t('action.save')}
              onCancel={() => setAdding(false)}
              onSubmit={async (values) => {
                await send(createLegalEntity(values));
                toast({ text: t('ui.saved') });
                setAdding(false);
              }}
            />
          </Drawer>
        </>
      )}
    </QueryState>
  );
}

/** A place is a text for the store; here it is chosen from the places the law data know. */
function withPlaces(meta: Parameters<typeof RecordForm>[0]['meta']) {
  return {
    ...meta,
    fields: meta.fields.map((field) => (field.name === 'place' ? { ...field, refers_to: 'place' } : field)),
  };
}
