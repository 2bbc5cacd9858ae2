import { useState } from 'react';
import { computeSettlement } from '../../api/offboarding';
import type { SettlementDocument, SettlementFact } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { TextButton } from '../../ui/Button';
import { FormDrawer } from '../../ui/FormDrawer';
import { MoneyField, SelectField, TextField } from '../../ui/fields';
import { useToast } from '../../ui/Toast';
import styles from './offboarding.module.css';

/** Facts that the records may lack; the server knows the same list and refuses any other. */
const factCodes = [
  'avg_wage_12m',
  'prev_month_wage',
  'paid_days_in_month',
  'paid_days_employed',
  'unpaid_days',
  'annual_full_year_days',
  'annual_days_taken',
  'notice_days_given',
  'line.unpaid_wages',
  'line.bonus',
  'line.overtime',
  'line.reimbursement',
  'line.other',
  'deduct.social_insurance',
  'deduct.housing_fund',
  'deduct.income_tax',
  'deduct.loan',
] as const;
type FactCode = (typeof factCodes)[number];

const isCount = (code: string) => code.includes('days');

/** What the records lack, entered with its source. All facts are sent together and the settlement is computed again. */
export function FactsDrawer({
  caseId,
  document,
  open,
  onClose,
}: {
  caseId: string;
  document: SettlementDocument;
  open: boolean;
  onClose: () => void;
}) {
  const t = useText();
  const toast = useToast();
  const [facts, setFacts] = useState<SettlementFact[]>(document.facts);
  const [code, setCode] = useState<FactCode | null>(null);
  const [amount, setAmount] = useState<number | null>(null);
  const [count, setCount] = useState('');
  const [source, setSource] = useState('');
  const [tried, setTried] = useState(false);
  const write = useWrite(computeSettlement, () => {
    toast({ text: t('settlement.computed_again') });
    onClose();
  });
  const counted = code !== null && isCount(code);
  const missing = (empty: boolean) => (tried && code !== null && empty ? t('ui.field.missing') : null);
  const submit = () => {
    setTried(true);
    if (code === null) return void write.run(caseId, facts);
    if (!source.trim() || (counted ? !count.trim() : amount === null)) return;
    const fact = {
      code,
      amount_fen: counted ? null : amount,
      number: counted ? count.trim() : null,
      source: source.trim(),
    };
    void write.run(caseId, [...facts.filter((old) => old.code !== code), fact]);
  };
  return (
    <FormDrawer
      open={open}
      title={t('settlement.facts')}
      submit={t('settlement.compute')}
      busy={write.busy}
      problem={write.problem}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('settlement.facts.note')}</p>
      <FactList facts={facts} onChange={setFacts} />
      <SelectField
        label={t('settlement.fact')}
        value={code}
        options={factCodes.map((value) => ({ value, title: t(`settlement.fact.${value}`) }))}
        onChange={(value) => setCode(factCodes.find((known) => known === value) ?? null)}
      />
      {counted ? (
        <TextField
          label={t('settlement.fact_days')}
          value={count}
          inputMode="decimal"
          error={missing(!count.trim())}
          onChange={setCount}
        />
      ) : (
        <MoneyField
          label={t('settlement.fact_amount')}
          value={amount}
          error={missing(amount === null)}
          onChange={setAmount}
        />
      )}
      <TextField
        label={t('settlement.fact_source')}
        hint={t('settlement.fact_source.hint')}
        value={source}
        error={missing(!source.trim())}
        onChange={setSource}
      />
    </FormDrawer>
  );
}

function FactList({
  facts,
  onChange,
}: {
  facts: SettlementFact[];
  onChange: (facts: SettlementFact[]) => void;
}) {
  const t = useText();
  const format = useFormats();
  if (facts.length === 0) return null;
  return (
    <ul className={styles.deadlines}>
      {facts.map((fact) => {
        const known = factCodes.find((value) => value === fact.code);
        return (
          <li key={fact.code} className={styles.item}>
            <span>
              {known ? t(`settlement.fact.${known}`) : fact.code}{' '}
              <b>{typeof fact.amount_fen === 'number' ? format.money(fact.amount_fen) : fact.number}</b>
              <br />
              <span className="muted small">{fact.source}</span>
            </span>
            <TextButton plain onClick={() => onChange(facts.filter((other) => other !== fact))}>
              {t('settlement.fact_remove')}
            </TextButton>
          </li>
        );
      })}
    </ul>
  );
}
