import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useRecordMeta } from '../../api/meta';
import { putUnit, unitsQuery, useCatalogue, useUnitChoices } from '../../api/organisation';
import { findPeople } from '../../api/people';
import { useMay, useSession } from '../../api/session';
import type { UnitView } from '../../api/types';
import { useSend } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { DateField } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { QueryState } from '../../ui/QueryState';
import type { RecordRow } from '../../ui/record/meta';
import { RecordForm } from '../../ui/record/RecordForm';
import { RecordTable } from '../../ui/record/RecordTable';
import { useToast } from '../../ui/Toast';
import styles from './settings.module.css';

const shown = ['name', 'code', 'kind', 'parent_id', 'head_person_id', 'valid_from'];

/** The management tree of a day; a change begins on a day and leaves the days before as they were. */
export function Units() {
  const t = useText();
  const may = useMay();
  const { today } = useSession();
  const [day, setDay] = useState(today);
  const units = useQuery(unitsQuery(day === today ? undefined : day));
  const meta = useRecordMeta('org_unit');
  const { nameOf } = useCatalogue();
  const [editing, setEditing] = useState<UnitView | 'new' | null>(null);
  const names = new Map(
    (units.data?.items ?? []).flatMap((unit) => [
      [unit.id, unit.name] as const,
      [unit.head_person_id ?? '', unit.head_name ?? ''] as const,
    ]),
  );
  const nameFor = (target: string, id: string) =>
    target === 'catalogue:unit_kind' ? nameOf('unit_kind', id) : names.get(id);
  return (
    <QueryState query={meta} what={t('settings.tab.units')} framed={false}>
      {(declared) => (
        <>
          <div className={styles.bar}>
            <DateField
              compact
              label={t('people.day')}
              value={day}
              onChange={(next) => setDay(next ?? today)}
            />
            {may('organisation.write') && (
              <Button icon="plus" onClick={() => setEditing('new')}>
                {t('settings.unit.add')}
              </Button>
            )}
          </div>
          <QueryState query={units} what={t('settings.tab.units')} framed={false}>
            {(data) => (
              <RecordTable
                meta={declared}
                rows={data.items as unknown as RecordRow[]}
                label={t('settings.tab.units')}
                fields={shown}
                nameOf={nameFor}
                onOpen={
                  may('organisation.write')
                    ? (row) => setEditing(data.items.find((unit) => unit.id === row.id) ?? null)
                    : undefined
                }
              />
            )}
          </QueryState>
          <UnitDrawer unit={editing} onClose={() => setEditing(null)} />
        </>
      )}
    </QueryState>
  );
}

function UnitDrawer({ unit, onClose }: { unit: UnitView | 'new' | null; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const { choices } = useCatalogue();
  const units = useUnitChoices();
  const meta = useRecordMeta('org_unit').data;
  const send = useSend();
  const known = unit === 'new' ? null : unit;
  const options = (target: string) =>
    target === 'org_unit' ? units : target === 'catalogue:unit_kind' ? choices('unit_kind') : undefined;
  return (
    <Drawer
      open={unit !== null}
      title={known ? t('settings.unit.change', { name: known.name }) : t('settings.unit.add')}
      onClose={onClose}
    >
      {meta && unit !== null && (
        <RecordForm
          meta={meta}
          fields={shown}
          values={
            known
              ? {
                  name: known.name,
                  code: known.code,
                  kind: known.kind,
                  parent_id: known.parent_id,
                  head_person_id: known.head_person_id,
                }
              : undefined
          }
          options={options}
          find={(_, text, signal) => findPeople(text, signal)}
          names={known?.head_person_id ? { [known.head_person_id]: known.head_name ?? '' } : undefined}
          submitTitle={t('action.save')}
          onCancel={onClose}
          onSubmit={async (values) => {
            await send(putUnit({ id: known?.id ?? null, ...values }));
            toast({ text: t('ui.saved') });
            onClose();
          }}
        />
      )}
    </Drawer>
  );
}
