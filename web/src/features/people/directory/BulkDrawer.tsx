import { useState } from 'react';
import { previewTransfer, transferMany } from '../../../api/directory';
import { useUnitChoices } from '../../../api/organisation';
import { findPeople, type RosterFilter, rosterParameters } from '../../../api/people';
import type { BulkPreview } from '../../../api/types';
import { useWrite } from '../../../api/useWrite';
import { usePlaces } from '../../../i18n/useNamed';
import { useText } from '../../../i18n/useText';
import { Button } from '../../../ui/Button';
import { Checkbox, DateField, type Pick, PickField, SelectField, TextField } from '../../../ui/fields';
import { Drawer } from '../../../ui/Modal';
import { Notice } from '../../../ui/Notice';
import { ProblemNotice } from '../../../ui/ProblemNotice';
import { useToast } from '../../../ui/Toast';
import { BulkLines } from './BulkLines';

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

/** What everybody is to have; what is empty stays. */
interface Draft {
  day: string | null;
  unit: string | null;
  manager: Pick | null;
  place: string | null;
  level: string;
}

const empty: Draft = { day: null, unit: null, manager: null, place: null, level: '' };

const namesNothing = ({ unit, manager, place, level }: Draft) => !unit && !manager && !place && !level.trim();

/** A new unit, manager, work place or level for many: first what it would do to each, then the doing. */
export function BulkDrawer({ open, selection, onClose, onDone }: BulkDrawerProps) {
  const t = useText();
  const toast = useToast();
  const [draft, setDraft] = useState(empty);
  const [agreed, setAgreed] = useState(false);
  const [preview, setPreview] = useState<BulkPreview | null>(null);
  const [tried, setTried] = useState(false);
  const asked = (first_day: string, expected: number | null) => ({
    person_ids: selection.filter ? [] : [...selection.people],
    filter: selection.filter ? rosterParameters(selection.filter) : null,
    first_day,
    unit_id: draft.unit,
    manager_id: draft.manager?.id ?? null,
    place: draft.place,
    job_level: draft.level.trim() || null,
    agreed,
    expected,
  });
  const look = useWrite(previewTransfer, setPreview);
  const write = useWrite(transferMany, (done) => {
    toast({ text: t('directory.bulk.done', { count: done.changed }) });
    onDone();
  });
  const moves = preview?.items.some((line) => line.warnings.includes('agreement_needed')) ?? false;
  const go = () => {
    setTried(true);
    if (!draft.day || namesNothing(draft)) return;
    if (preview) void write.run(asked(draft.day, preview.changed));
    else void look.run(asked(draft.day, null));
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
            disabled={preview?.changed === 0 || (moves && !agreed)}
            onClick={go}
          >
            {preview ? t('directory.bulk.confirm', { count: preview.changed }) : t('directory.bulk.preview')}
          </Button>
        </>
      }
    >
      <div className="stack">
        <ProblemNotice problem={write.problem ?? look.problem} />
        <DraftFields
          draft={draft}
          tried={tried}
          onChange={(change) => {
            setDraft({ ...draft, ...change });
            setPreview(null);
            setAgreed(false);
          }}
        />
        <Notice>{t('directory.bulk.note')}</Notice>
        {preview && <BulkLines preview={preview} />}
        {moves && (
          <div>
            <Checkbox label={t('directory.bulk.agreed')} checked={agreed} onChange={setAgreed} />
            <p className="muted small">{t('directory.bulk.agreed_first')}</p>
          </div>
        )}
      </div>
    </Drawer>
  );
}

function DraftFields({
  draft,
  tried,
  onChange,
}: {
  draft: Draft;
  tried: boolean;
  onChange: (change: Partial<Draft>) => void;
}) {
  const t = useText();
  const units = useUnitChoices();
  const places = usePlaces();
  return (
    <>
      <DateField
        label={t('assignment.valid_from')}
        value={draft.day}
        error={tried && !draft.day ? t('ui.field.missing') : null}
        onChange={(day) => onChange({ day })}
        required
      />
      <SelectField
        label={t('directory.bulk.unit')}
        value={draft.unit}
        options={units}
        none={t('directory.bulk.stays')}
        error={tried && namesNothing(draft) ? t('directory.bulk.nothing') : null}
        onChange={(unit) => onChange({ unit })}
      />
      <PickField
        label={t('directory.bulk.manager')}
        value={draft.manager}
        find={findPeople}
        onChange={(manager) => onChange({ manager })}
      />
      <SelectField
        label={t('directory.bulk.place')}
        value={draft.place}
        options={places.choices}
        none={t('directory.bulk.stays')}
        onChange={(place) => onChange({ place })}
      />
      <TextField
        label={t('directory.bulk.level')}
        value={draft.level}
        onChange={(level) => onChange({ level })}
      />
    </>
  );
}
