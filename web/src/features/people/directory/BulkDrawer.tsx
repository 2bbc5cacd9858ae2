import { useState } from 'react';
import { previewTransfer, transferMany } from '../../../api/directory';
import { useUnitChoices } from '../../../api/organisation';
import { findPeople, type RosterFilter, rosterParameters } from '../../../api/people';
import type { BulkLine, BulkPreview } from '../../../api/types';
import { useWrite } from '../../../api/useWrite';
import { useFormats } from '../../../i18n/format';
import { useCode, useText } from '../../../i18n/useText';
import { Button } from '../../../ui/Button';
import { DateField, type Pick, PickField, SelectField } from '../../../ui/fields';
import { Drawer } from '../../../ui/Modal';
import { Notice } from '../../../ui/Notice';
import { ProblemNotice } from '../../../ui/ProblemNotice';
import { Tag } from '../../../ui/Tag';
import { useToast } from '../../../ui/Toast';
import { DataTable } from '../../../ui/table/DataTable';
import styles from './directory.module.css';

export interface Selection {
  people: readonly string[];
  /** Everybody of this list instead. */
  filter: RosterFilter | null;
}

interface BulkDrawerProps {
  open: boolean;
  selection: Selection;
  onClose: () => void;
  onDone: () => void;
}

/** A new unit or manager for many: first what it would do to each, then the doing. */
export function BulkDrawer({ open, selection, onClose, onDone }: BulkDrawerProps) {
  const t = useText();
  const toast = useToast();
  const units = useUnitChoices();
  const [day, setDay] = useState<string | null>(null);
  const [unit, setUnit] = useState<string | null>(null);
  const [manager, setManager] = useState<Pick | null>(null);
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  const [tried, setTried] = useState(false);
  const asked = (first_day: string, expected: number | null) => ({
    person_ids: selection.filter ? [] : [...selection.people],
    filter: selection.filter ? rosterParameters(selection.filter) : null,
    first_day,
    unit_id: unit,
    manager_id: manager?.id ?? null,
    expected,
  });
  const look = useWrite(previewTransfer, setPreview);
  const write = useWrite(transferMany, (done) => {
    toast({ text: t('directory.bulk.done', { count: done.changed }) });
    onDone();
  });
  const nothing = !unit && !manager;
  const change = (set: () => void) => {
    set();
    setPreview(null);
  };
  const go = () => {
    setTried(true);
    if (!day || nothing) return;
    if (preview) void write.run(asked(day, preview.changed));
    else void look.run(asked(day, null));
  };
  return (
    <Drawer
      open={open}
      wide
      title={t('directory.bulk.transfer')}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            look="primary"
            busy={look.busy || write.busy}
            disabled={preview?.changed === 0}
            onClick={go}
          >
            {preview ? t('directory.bulk.confirm', { count: preview.changed }) : t('directory.bulk.preview')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ProblemNotice problem={write.problem ?? look.problem} />
        <DateField
          label={t('assignment.valid_from')}
          value={day}
          error={tried && !day ? t('ui.field.missing') : null}
          onChange={(next) => change(() => setDay(next))}
          required
        />
        <SelectField
          label={t('directory.bulk.unit')}
          value={unit}
          options={units}
          none={t('directory.bulk.stays')}
          error={tried && nothing ? t('directory.bulk.nothing') : null}
          onChange={(next) => change(() => setUnit(next))}
        />
        <PickField
          label={t('directory.bulk.manager')}
          value={manager}
          find={findPeople}
          onChange={(next) => change(() => setManager(next))}
        />
        <Notice>{t('directory.bulk.note')}</Notice>
        {preview && <Preview preview={preview} />}
      </div>
    </Drawer>
  );
}

function Preview({ preview }: { preview: BulkPreview }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const changed = (before: string, after: string) =>
    before === after ? (
      <span className="muted">{before}</span>
    ) : (
      <>
        <span className="muted">{before}</span> → <span className={styles.after}>{after}</span>
      </>
    );
  // Who stays comes first: that is what a reader has to know before going on.
  const rows = preview.items.toSorted((a, b) => Number(b.refused !== null) - Number(a.refused !== null));
  return (
    <>
      <p role="status">
        {t('directory.bulk.counts', {
          changed: format.number(preview.changed),
          refused: format.number(preview.refused),
        })}
      </p>
      <DataTable<BulkLine>
        label={t('directory.bulk.preview')}
        rows={rows.slice(0, 200)}
        rowKey={(line) => line.person.id}
        columns={[
          {
            key: 'who',
            title: t('person.full_name'),
            phone: 'lead',
            cell: (line) => `${line.person.full_name} ${line.employee_no}`,
          },
          {
            key: 'unit',
            title: t('assignment.unit_id'),
            phone: 'line',
            cell: (line) => changed(line.unit_before.name, line.unit_after.name),
          },
          {
            key: 'manager',
            title: t('assignment.manager_id'),
            phone: 'line',
            cell: (line) =>
              changed(line.manager_before?.full_name ?? '', line.manager_after?.full_name ?? ''),
          },
          {
            key: 'refused',
            title: t('directory.bulk.result'),
            phone: 'side',
            cell: (line) =>
              line.refused ? (
                <Tag tone="warn">{code(`directory.refused.${line.refused}`, line.refused)}</Tag>
              ) : (
                <Tag tone="good">{t('directory.bulk.changes')}</Tag>
              ),
          },
        ]}
        foot={rows.length > 200 ? t('directory.bulk.more', { count: rows.length - 200 }) : undefined}
      />
    </>
  );
}
