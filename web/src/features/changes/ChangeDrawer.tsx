import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { openChange, previewChange } from '../../api/changes';
import { useCatalogue } from '../../api/organisation';
import { useMay } from '../../api/session';
import type { ChangeKind, ChangePreview, PersonRef } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, SelectField, TextArea, TextField } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { useToast } from '../../ui/Toast';
import { blank, type Draft, draftOf, termsOf } from './draft';
import { TermsFields } from './TermsFields';
import { changeKinds } from './tabs';
import { Findings, Lines } from './words';

const managed: readonly ChangeKind[] = ['rehire', 'retire', 'correct'];

interface ChangeDrawerProps {
  person: PersonRef;
  /** Fixed from outside, else chosen here. */
  kind?: ChangeKind;
  /** What the effective day begins with. */
  day: string | null;
  /** The change that is corrected. */
  corrects?: string;
  /** Kinds that are possible for the person. */
  employed?: boolean;
  onClose: () => void;
}

/** Opens a change: what it would do is shown first, then it is sent into approval. */
export function ChangeDrawer({
  person,
  kind: given,
  day,
  corrects,
  employed = true,
  onClose,
}: ChangeDrawerProps) {
  const t = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const { nameOf } = useCatalogue();
  const [kind, setKind] = useState<ChangeKind | null>(given ?? null);
  const [effective, setEffective] = useState(day);
  const [draft, setDraft] = useState<Draft>(blank);
  const [reason, setReason] = useState('');
  const [agreement, setAgreement] = useState<AgreementDraft>({ signed_on: null, document: '' });
  const [told, setTold] = useState<ChangePreview | null>(null);
  const [tried, setTried] = useState(false);
  const set = (change: Partial<Draft>) => {
    setTold(null);
    setDraft((before) => ({ ...before, ...change }));
  };
  const terms = kind && termsOf(kind, draft, effective);
  const body = terms &&
    effective && {
      person_id: person.id,
      effective_on: effective,
      terms,
      reason: reason.trim(),
      agreement: signedOf(agreement),
      corrects: corrects ?? null,
      submit: true,
    };
  const preview = useWrite(previewChange, setTold);
  const send = useWrite(openChange, async (opened) => {
    toast({ text: t('changes.opened', { name: person.full_name }) });
    onClose();
    await navigate({ to: '/changes/$changeId', params: { changeId: opened.id } });
  });
  const problem = preview.problem ?? send.problem;
  const errorAt = (field: string) =>
    problem?.field?.replace(/^terms\/(hire\/)?/, '') === field ? problem.message : null;
  const missing = (empty: boolean) => (tried && empty ? t('ui.field.missing') : null);
  const submit = () => {
    setTried(true);
    if (!body || !reason.trim()) return;
    void (told ? send.run(body) : preview.run(body));
  };
  return (
    <FormDrawer
      open
      wide
      title={
        given
          ? t('changes.of', { name: person.full_name, kind: nameOf('change_kind', given) })
          : t('changes.open', { name: person.full_name })
      }
      submit={t(told ? 'changes.submit' : 'changes.preview')}
      busy={preview.busy || send.busy}
      problem={problem}
      onSubmit={submit}
      onClose={onClose}
    >
      {/* First, so that it is in sight: the fields it came from are below. */}
      {told && <Told told={told} agreement={agreement} onAgreement={setAgreement} />}
      {!given && (
        <KindField
          value={kind}
          employed={employed}
          error={errorAt('kind') ?? missing(!kind)}
          onChange={(value) => {
            setTold(null);
            setKind(value);
            setDraft(draftOf(value));
          }}
        />
      )}
      {kind && (
        <>
          <DateField
            label={t(kind === 'correct' ? 'changes.correct.from' : 'personnel_change.effective_on')}
            hint={kind === 'retire' ? t('changes.retire.hint') : undefined}
            value={effective}
            error={errorAt('effective_on') ?? missing(!effective)}
            onChange={(value) => {
              setTold(null);
              setEffective(value);
            }}
            required
          />
          <TermsFields
            kind={kind}
            draft={draft}
            day={effective}
            errorAt={errorAt}
            missing={missing}
            onChange={set}
          />
          <TextArea
            label={t('personnel_change.reason')}
            value={reason}
            rows={2}
            error={errorAt('reason') ?? missing(!reason.trim())}
            onChange={setReason}
            required
          />
        </>
      )}
    </FormDrawer>
  );
}

/** What is possible for the person and allowed to the reader. */
function KindField({
  value,
  employed,
  error,
  onChange,
}: {
  value: ChangeKind | null;
  employed: boolean;
  error: string | null;
  onChange: (kind: ChangeKind | null) => void;
}) {
  const t = useText();
  const may = useMay();
  const { nameOf } = useCatalogue();
  const possible = changeKinds.filter(
    (kind) =>
      kind !== 'onboard' &&
      (kind === 'rehire') === !employed &&
      (may('change.manage') || !managed.includes(kind)),
  );
  return (
    <SelectField
      label={t('personnel_change.kind')}
      value={value}
      options={possible.map((kind) => ({ value: kind, title: nameOf('change_kind', kind) }))}
      error={error}
      onChange={onChange}
      required
    />
  );
}

/** The person's written agreement while it is being entered. */
interface AgreementDraft {
  signed_on: string | null;
  document: string;
}

const signedOf = ({ signed_on, document }: AgreementDraft) =>
  signed_on && document.trim() ? { signed_on, document: document.trim() } : null;

/** What the change would do, what the law says, and the agreement where one is needed. */
function Told({
  told,
  agreement,
  onAgreement,
}: {
  told: ChangePreview;
  agreement: AgreementDraft;
  onAgreement: (agreement: AgreementDraft) => void;
}) {
  const t = useText();
  return (
    <>
      <Lines lines={told.lines} redacted={told.redacted} />
      <Findings findings={told.findings} />
      {told.needs_agreement && (
        <>
          <Notice>{t('changes.agreement.later')}</Notice>
          <DateField
            label={t('changes.agreement.signed_on')}
            value={agreement.signed_on}
            onChange={(signed_on) => onAgreement({ ...agreement, signed_on })}
          />
          <TextField
            label={t('changes.agreement.document')}
            value={agreement.document}
            onChange={(document) => onAgreement({ ...agreement, document })}
          />
        </>
      )}
    </>
  );
}
