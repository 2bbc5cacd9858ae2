import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useEntityChoices } from '../../api/organisation';
import { asProblem } from '../../api/problem';
import { useSession } from '../../api/session';
import { previewNumberRule, putNumberRule } from '../../api/standard';
import type { NumberRuleDraft, NumberRuleView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { FormDrawer } from '../../ui/FormDrawer';
import { DateField, RadioGroup, SelectField, TextField } from '../../ui/fields';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import { draftOf, usualDraft } from './numbers';
import { PartList } from './PartList';
import styles from './standard.module.css';

/** Writes a rule, with the numbers it would make beside it while one writes. */
export function RuleDrawer({ rule, onClose }: { rule: NumberRuleView | null; onClose: () => void }) {
  const t = useText();
  const toast = useToast();
  const { today } = useSession();
  const entities = useEntityChoices();
  const [draft, setDraft] = useState<NumberRuleDraft>(() =>
    rule ? draftOf(rule, today) : usualDraft(t('numbers.title.default'), today),
  );
  const set = (change: Partial<NumberRuleDraft>) => setDraft((before) => ({ ...before, ...change }));
  const write = useWrite(putNumberRule, () => {
    toast({ text: t('numbers.saved') });
    onClose();
  });
  const served = entities.filter(
    (entity) => !draft.legal_entity_id || entity.value === draft.legal_entity_id,
  );
  const codeOf = (id: string) =>
    draft.employer_codes?.find((code) => code.legal_entity_id === id)?.code ?? '';
  const setCode = (id: string, code: string) =>
    set({
      employer_codes: [
        ...(draft.employer_codes ?? []).filter((known) => known.legal_entity_id !== id),
        { legal_entity_id: id, code },
      ],
    });
  const has = (kind: string) => draft.parts.some((part) => part.kind === kind);
  return (
    <FormDrawer
      open
      wide
      title={rule ? t('numbers.change') : t('numbers.new')}
      submit={t('action.save')}
      busy={write.busy}
      problem={write.problem}
      onClose={onClose}
      onSubmit={() => void write.run(draft)}
    >
      <div className={styles.pair}>
        <TextField
          label={t('numbers.title')}
          value={draft.title}
          onChange={(title) => set({ title })}
          maxLength={40}
          required
        />
        <SelectField
          label={t('numbers.scope')}
          value={draft.legal_entity_id ?? null}
          options={entities}
          none={t('numbers.scope.group')}
          disabled={rule !== null}
          onChange={(legal_entity_id) => set({ legal_entity_id })}
        />
        <DateField
          label={t('numbers.first_day')}
          hint={t('numbers.first_day.hint')}
          value={draft.first_day}
          onChange={(day) => set({ first_day: day ?? today })}
          required
        />
        {has('group_code') && (
          <TextField
            label={t('numbers.group_code')}
            value={draft.group_code ?? ''}
            onChange={(group_code) => set({ group_code: group_code.toUpperCase() })}
            maxLength={12}
            required
          />
        )}
      </div>
      <PartList parts={draft.parts} onChange={(parts) => set({ parts })} />
      {has('employer_code') && (
        <fieldset className={styles.codes}>
          <legend>{t('numbers.employer_codes')}</legend>
          {served.map((entity) => (
            <TextField
              key={entity.value}
              label={entity.title}
              value={codeOf(entity.value)}
              onChange={(code) => setCode(entity.value, code.toUpperCase())}
              maxLength={12}
              required
            />
          ))}
        </fieldset>
      )}
      <Preview draft={draft} />
      <RadioGroup
        label={t('numbers.mismatch')}
        value={draft.on_mismatch}
        onChange={(on_mismatch) => set({ on_mismatch })}
        choices={[
          { value: 'warn', title: t('numbers.mismatch.warn') },
          { value: 'refuse', title: t('numbers.mismatch.refuse'), note: t('numbers.mismatch.refuse.note') },
        ]}
      />
      <RadioGroup
        label={t('numbers.overflow')}
        value={draft.on_overflow}
        onChange={(on_overflow) => set({ on_overflow })}
        choices={(['refuse', 'widen'] as const).map((value) => ({
          value,
          title: t(`numbers.overflow.${value}`),
        }))}
      />
    </FormDrawer>
  );
}

/** The numbers that the rule as it stands would make; or why it makes none. */
function Preview({ draft }: { draft: NumberRuleDraft }) {
  const t = useText();
  const format = useFormats();
  const tried = useDeferredValue(draft);
  const preview = useQuery({
    queryKey: ['standard', 'preview', tried],
    queryFn: ({ signal }) => previewNumberRule(tried, signal),
    retry: false,
    placeholderData: (before) => before,
  });
  return (
    <section className={styles.preview} aria-live="polite">
      <h3>{t('numbers.preview')}</h3>
      {preview.error ? (
        <ProblemNotice problem={asProblem(preview.error)} />
      ) : preview.data ? (
        <>
          <dl className={styles.examples}>
            {preview.data.examples.map((example) => (
              <div key={example.employer}>
                {preview.data.examples.length > 1 && <dt className="muted small">{example.employer}</dt>}
                <dd className="num">{example.numbers.join(t('numbers.join'))}</dd>
                <dd className="muted small">
                  {t('numbers.preview.left', { n: format.number(example.left) })}
                </dd>
              </div>
            ))}
          </dl>
          <p className="muted small">
            {t('numbers.preview.used', {
              known: format.number(preview.data.known),
              others: format.number(preview.data.others),
            })}
          </p>
        </>
      ) : (
        <p className="muted">{t('numbers.preview.wait')}</p>
      )}
    </section>
  );
}
