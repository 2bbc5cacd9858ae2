import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { positionsQuery, searchOrganisation } from '../../api/chart';
import { useCatalogue } from '../../api/organisation';
import { findPeople, rosterQuery } from '../../api/people';
import { addChange } from '../../api/reorganisations';
import type { DraftUnit, OrganisationStep, ReorganisationView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { usePlaces } from '../../i18n/useNamed';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { Checkbox, type Pick, PickField, SelectField, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { useToast } from '../../ui/Toast';

export type ChangeKind = OrganisationStep['kind'];

interface ChangeDrawerProps {
  plan: ReorganisationView;
  unit: DraftUnit;
  kind: ChangeKind;
  onClose: () => void;
}

/** What the forms of all kinds of changes hold; each uses a part of it. */
interface Draft {
  to: Pick | null;
  head: Pick | null;
  name: string;
  code: string;
  unitKind: string | null;
  position: string | null;
  title: string;
  headcount: string;
  people: ReadonlySet<string>;
  place: string | null;
  agreed: boolean;
}

type Patch = (part: Partial<Draft>) => void;

/** One change of the draft. */
export function ChangeDrawer({ plan, unit, kind, onClose }: ChangeDrawerProps) {
  const t = useText();
  const toast = useToast();
  const [draft, setDraft] = useState<Draft>(() => ({
    to: null,
    head: unit.head && kind !== 'create_unit' ? { id: unit.head.id, title: unit.head.full_name } : null,
    name: kind === 'rename_unit' ? unit.name : '',
    code: '',
    unitKind: 'department',
    position: null,
    title: '',
    headcount: '',
    people: new Set(),
    place: null,
    agreed: false,
  }));
  const [tried, setTried] = useState(false);
  const write = useWrite(
    (change: OrganisationStep) => addChange(plan.id, plan.version, change),
    () => {
      toast({ text: t('plan.change.added') });
      onClose();
    },
  );
  const patch: Patch = (part) => setDraft((known) => ({ ...known, ...part }));
  const form = { plan, unit, kind, draft, patch, tried };
  return (
    <FormDrawer
      open
      title={t('plan.change.title', { what: t(`plan.kind.${kind}`), unit: unit.name })}
      submit={t('plan.change.add')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        const change = stepOf(kind, unit.id, draft);
        if (change) void write.run(change);
      }}
    >
      {(kind === 'move_unit' || kind === 'dissolve_unit' || kind === 'move_people') && <Where {...form} />}
      {(kind === 'create_unit' || kind === 'rename_unit') && <Called {...form} />}
      {(kind === 'create_unit' || kind === 'change_head') && (
        <PickField
          label={t('org_unit.head_person_id')}
          value={draft.head}
          find={findPeople}
          onChange={(head) => patch({ head })}
        />
      )}
      {kind === 'set_headcount' && <Planned {...form} />}
      {kind === 'move_people' && <People {...form} />}
      {kind === 'dissolve_unit' && <Notice>{t('plan.dissolve.note')}</Notice>}
    </FormDrawer>
  );
}

/** The change as the server takes it; null while something is missing. */
function stepOf(kind: ChangeKind, unit: string, draft: Draft): OrganisationStep | null {
  const to = draft.to?.id;
  const name = draft.name.trim();
  const seats = /^\d{1,6}$/.test(draft.headcount.trim()) ? Number(draft.headcount) : null;
  switch (kind) {
    case 'move_unit':
      return to ? { kind, unit_id: unit, parent_id: to } : null;
    case 'dissolve_unit':
      return to ? { kind, unit_id: unit, receiver_id: to } : null;
    case 'rename_unit':
      return name ? { kind, unit_id: unit, name } : null;
    case 'create_unit':
      if (!name || !draft.code.trim() || !draft.unitKind) return null;
      return {
        kind,
        parent_id: unit,
        code: draft.code.trim(),
        name,
        unit_kind: draft.unitKind,
        head_person_id: draft.head?.id ?? null,
      };
    case 'change_head':
      return { kind, unit_id: unit, head_person_id: draft.head?.id ?? null };
    case 'set_headcount':
      if (seats === null || (!draft.position && !draft.title.trim())) return null;
      return {
        kind,
        unit_id: unit,
        position_id: draft.position,
        title: draft.position ? null : draft.title.trim(),
        headcount: seats,
      };
    case 'move_people':
      if (!to || draft.people.size === 0) return null;
      return {
        kind,
        person_ids: [...draft.people],
        unit_id: to,
        manager_id: null,
        place: draft.place,
        agreed: draft.agreed,
      };
  }
}

interface FormProps {
  plan: ReorganisationView;
  unit: DraftUnit;
  kind: ChangeKind;
  draft: Draft;
  patch: Patch;
  tried: boolean;
}

/** The other unit: of the draft's day, or one that the draft makes. */
function Where({ plan, unit, kind, draft, patch, tried }: FormProps) {
  const t = useText();
  const find = useCallback(
    async (text: string, signal: AbortSignal): Promise<Pick[]> => {
      const made = plan.changes.flatMap((change) =>
        change.change.kind === 'create_unit' && change.unit?.name.includes(text.trim())
          ? [{ id: change.id, title: change.unit.name, hint: t('plan.mark.new') }]
          : [],
      );
      const found = await searchOrganisation(text, { as_of: plan.effective_on }, signal);
      const units = found.items.flatMap((hit) =>
        hit.person || hit.unit.id === unit.id
          ? []
          : [{ id: hit.unit.id, title: hit.unit.name, hint: hit.path.at(-1)?.name }],
      );
      return [...made, ...units];
    },
    [plan, unit.id, t],
  );
  return (
    <PickField
      required
      label={t(kind === 'dissolve_unit' ? 'plan.receiver' : 'plan.target')}
      value={draft.to}
      find={find}
      error={tried && !draft.to ? t('ui.field.missing') : null}
      onChange={(to) => patch({ to })}
    />
  );
}

function Called({ kind, draft, patch, tried }: FormProps) {
  const t = useText();
  const { choices } = useCatalogue();
  const missing = (text: string) => (tried && !text.trim() ? t('ui.field.missing') : null);
  return (
    <>
      <TextField
        required
        label={t('org_unit.name')}
        value={draft.name}
        error={missing(draft.name)}
        onChange={(name) => patch({ name })}
      />
      {kind === 'create_unit' && (
        <>
          <TextField
            required
            label={t('org_unit.code')}
            value={draft.code}
            error={missing(draft.code)}
            onChange={(code) => patch({ code })}
          />
          <SelectField
            required
            label={t('org_unit.kind')}
            value={draft.unitKind}
            options={choices('unit_kind').filter((option) => option.value !== 'group')}
            onChange={(unitKind) => patch({ unitKind })}
          />
        </>
      )}
    </>
  );
}

function Planned({ plan, unit, draft, patch, tried }: FormProps) {
  const t = useText();
  const positions = useInfiniteQuery(positionsQuery({ as_of: plan.effective_on }, { unit: unit.id }));
  const own = (positions.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((row) => row.unit.id === unit.id);
  return (
    <>
      <SelectField
        label={t('plan.position')}
        value={draft.position}
        none={t('plan.position.new')}
        options={own.map((row) => ({
          value: row.id,
          title: t('plan.position.of', { title: row.title, planned: row.planned }),
        }))}
        onChange={(position) => patch({ position })}
      />
      {!draft.position && (
        <TextField
          required
          label={t('position.title')}
          value={draft.title}
          error={tried && !draft.title.trim() ? t('ui.field.missing') : null}
          onChange={(title) => patch({ title })}
        />
      )}
      <TextField
        required
        inputMode="numeric"
        label={t('position.headcount')}
        value={draft.headcount}
        error={tried && !/^\d{1,6}$/.test(draft.headcount.trim()) ? t('ui.field.missing') : null}
        onChange={(headcount) => patch({ headcount })}
      />
    </>
  );
}

function People({ plan, unit, draft, patch, tried }: FormProps) {
  const t = useText();
  const format = useFormats();
  const places = usePlaces();
  const roster = useInfiniteQuery(rosterQuery({ unit: unit.id, as_of: plan.effective_on }));
  const toggle = (id: string, inside: boolean) => {
    const people = new Set(draft.people);
    if (inside) people.add(id);
    else people.delete(id);
    patch({ people });
  };
  return (
    <>
      <QueryState query={roster} what={t('page.people.title')} framed={false}>
        {(data) => {
          const own = data.pages.flatMap((page) => page.items).filter((row) => row.unit.id === unit.id);
          return (
            <fieldset className="stack">
              <legend>{t('plan.people.choose', { count: format.number(draft.people.size) })}</legend>
              {own.map((row) => (
                <Checkbox
                  key={row.person_id}
                  label={`${row.full_name} ${row.position}`}
                  checked={draft.people.has(row.person_id)}
                  onChange={(inside) => toggle(row.person_id, inside)}
                />
              ))}
              {own.length === 0 && <p className="muted">{t('plan.people.none')}</p>}
            </fieldset>
          );
        }}
      </QueryState>
      {tried && draft.people.size === 0 && (
        <Notice tone="bad" icon="warning" live>
          {t('plan.people.missing')}
        </Notice>
      )}
      <SelectField
        label={t('plan.place')}
        value={draft.place}
        none={t('plan.place.same')}
        options={places.choices}
        onChange={(place) => patch({ place })}
      />
      {draft.place && (
        <Checkbox
          label={t('plan.place.agreed')}
          checked={draft.agreed}
          onChange={(agreed) => patch({ agreed })}
        />
      )}
    </>
  );
}
