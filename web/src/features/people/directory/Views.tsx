import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteView, saveView, viewsQuery } from '../../../api/directory';
import type { RosterFilter } from '../../../api/people';
import { useMay, useSession } from '../../../api/session';
import { useWrite } from '../../../api/useWrite';
import { useCode, useText } from '../../../i18n/useText';
import { Button } from '../../../ui/Button';
import { FormDrawer } from '../../../ui/FormDrawer';
import { Checkbox, Select, SelectField, TextField } from '../../../ui/fields';
import { Dialog } from '../../../ui/Modal';
import { useToast } from '../../../ui/Toast';
import { allColumns, chosenColumns } from './columns';
import { useOwnFields } from './useOwnColumns';

/** A filter as an address, without what belongs to the moment. */
export function queryOf(filter: RosterFilter): string {
  const { cols: _, ...kept } = filter;
  return new URLSearchParams(Object.entries(kept).filter(([, value]) => value !== undefined)).toString();
}

/** Views that everybody has; days count from today. */
function givenViews(today: string): { key: string; query: string }[] {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 30);
  return [
    { key: 'probation', query: 'status=probation&sort=hired' },
    { key: 'leaving', query: 'status=leaving' },
    { key: 'new', query: `hired_from=${today.slice(0, 8)}01&sort=hired_descending` },
    { key: 'ending', query: `ends_by=${date.toISOString().slice(0, 10)}` },
  ];
}

/** Saved views, own and shared, and what keeps the present one. */
export function Views({
  filter,
  onChange,
}: {
  filter: RosterFilter;
  onChange: (filter: RosterFilter) => void;
}) {
  const t = useText();
  const code = useCode();
  const toast = useToast();
  const { today } = useSession();
  const views = useQuery(viewsQuery).data?.items ?? [];
  const [saving, setSaving] = useState(false);
  const present = queryOf(filter);
  const given = givenViews(today);
  const chosen =
    views.find((view) => view.query === present)?.id ??
    given.find((view) => view.query === present)?.key ??
    '';
  const mine = views.find((view) => view.id === chosen && view.own);
  const remove = useWrite(deleteView, () => toast({ text: t('directory.view.removed') }));
  const take = (key: string) => {
    const view = views.find((one) => one.id === key);
    const query = view?.query ?? given.find((one) => one.key === key)?.query ?? '';
    const cols = view && view.columns.length > 0 ? view.columns.join(',') : undefined;
    onChange({ ...Object.fromEntries(new URLSearchParams(query)), cols });
  };
  const titled = (view: (typeof views)[number]) =>
    view.role
      ? t('directory.view.shared', { name: view.name, role: code(`role.${view.role}`, view.role) })
      : view.name;
  return (
    <>
      <Select
        label={t('directory.view')}
        value={chosen}
        options={[
          { value: '', title: present === '' ? t('directory.view.everybody') : t('directory.view.present') },
          ...given.map((view) => ({ value: view.key, title: code(`directory.view.${view.key}`, view.key) })),
          ...views.map((view) => ({ value: view.id, title: titled(view) })),
        ]}
        onChange={take}
      />
      {mine ? (
        <Button look="quiet" busy={remove.busy} onClick={() => remove.run(mine.id)}>
          {t('directory.view.remove')}
        </Button>
      ) : (
        <Button look="quiet" onClick={() => setSaving(true)}>
          {t('directory.view.save')}
        </Button>
      )}
      <SaveView
        key={saving ? 'open' : 'closed'}
        open={saving}
        filter={filter}
        onClose={() => setSaving(false)}
      />
    </>
  );
}

const sharedWith = ['hr', 'hrbp', 'manager', 'executive', 'payroll'] as const;

function SaveView({ open, filter, onClose }: { open: boolean; filter: RosterFilter; onClose: () => void }) {
  const t = useText();
  const code = useCode();
  const may = useMay();
  const toast = useToast();
  const [name, setName] = useState('');
  const [role, setRole] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const write = useWrite(saveView, () => {
    toast({ text: t('directory.view.saved') });
    onClose();
  });
  return (
    <FormDrawer
      open={open}
      title={t('directory.view.save')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (!name.trim()) return;
        void write.run({
          name: name.trim(),
          query: queryOf(filter),
          columns: filter.cols ? chosenColumns(filter.cols) : [],
          role,
        });
      }}
    >
      <TextField
        label={t('saved_view.name')}
        value={name}
        error={
          write.problem?.field === 'name'
            ? write.problem.message
            : tried && !name.trim()
              ? t('ui.field.missing')
              : null
        }
        onChange={setName}
        required
      />
      {may('view.share') && (
        <SelectField
          label={t('saved_view.role')}
          value={role}
          options={sharedWith.map((key) => ({ value: key, title: code(`role.${key}`, key) }))}
          none={t('directory.view.alone')}
          onChange={setRole}
        />
      )}
    </FormDrawer>
  );
}

/** Which columns stand in the table. */
export function ColumnChooser({
  value,
  onChange,
}: {
  value: readonly string[];
  onChange: (columns: string[]) => void;
}) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const all = [
    ...allColumns.map((column) => ({ key: column.key, title: t(column.title) })),
    ...useOwnFields(),
  ];
  const set = (key: string, on: boolean) =>
    onChange(all.map((column) => column.key).filter((one) => (one === key ? on : value.includes(one))));
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {t('directory.columns')}
      </Button>
      <Dialog open={open} title={t('directory.columns')} onClose={() => setOpen(false)}>
        <div className="stack">
          {all.map((column) => (
            <Checkbox
              key={column.key}
              label={column.title}
              checked={value.includes(column.key)}
              onChange={(on) => set(column.key, on)}
            />
          ))}
          <div className="row">
            <Button look="primary" onClick={() => setOpen(false)}>
              {t('action.close')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
