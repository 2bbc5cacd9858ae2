import { type ReactNode, useState } from 'react';
import type { Bilingual, Explanation, ParameterUsed } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useLocale, useText } from '../../i18n/useText';
import { Drawer } from '../Modal';
import { Notice } from '../Notice';
import { Tag } from '../Tag';
import { citationIn } from './citation';
import styles from './Explained.module.css';
import { Rule } from './Rule';

interface ExplainedFigureProps {
  title: string;
  /** The figure, formatted. */
  value: ReactNode;
  explanation: Explanation;
  /** When and with what it was computed. */
  note?: ReactNode;
  children?: ReactNode;
}

/** A figure with a dotted line: it opens its steps, the parameters with their validity, and the articles. */
export function ExplainedFigure({ title, value, explanation, note, children }: ExplainedFigureProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles.figure}
        onClick={() => setOpen(true)}
        title={t('ui.explained.open')}
        aria-haspopup="dialog"
      >
        {value}
      </button>
      <Drawer open={open} title={title} onClose={() => setOpen(false)}>
        <div className={styles.sum}>
          <span className={styles.value}>{value}</span>
          {note && <span className="muted small">{note}</span>}
        </div>
        <ExplanationPanel explanation={explanation} />
        {children}
      </Drawer>
    </>
  );
}

export function ExplanationPanel({ explanation }: { explanation: Explanation }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const english = useLocale() === 'en';
  const text = (both: Bilingual) => (english ? both.text_en : both.text_zh);
  const doubtful = explanation.confidence !== 'law_text';
  return (
    <div className={styles.panel}>
      {explanation.warnings.map((warning) => (
        <Notice key={warning.text_zh} tone="warn" icon="warning">
          {text(warning)}
        </Notice>
      ))}
      <section>
        <h3>{t('ui.explained.how')}</h3>
        <ol className={styles.steps}>
          {explanation.steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are a fixed sequence
            <li key={index} className={styles.step}>
              <span className={styles.number} aria-hidden="true">
                {index + 1}
              </span>
              <span>{text(step)}</span>
              <span className={styles.result}>{code(`law_result.${step.result}`, step.result)}</span>
              {step.formula && <span className={styles.formula}>{step.formula}</span>}
              {step.articles.length > 0 && (
                <span className={styles.formula}>{format.names(step.articles.map(text))}</span>
              )}
            </li>
          ))}
        </ol>
      </section>
      {explanation.parameters.length > 0 && <Parameters parameters={explanation.parameters} />}
      {explanation.articles.length > 0 && (
        <section>
          <h3>{t('ui.explained.articles')}</h3>
          <ul className={styles.articles}>
            {explanation.articles.map((article) => (
              <li key={article.code}>{text(article)}</li>
            ))}
          </ul>
        </section>
      )}
      {doubtful && (
        <p className="muted small">
          {t('ui.explained.confidence')}{' '}
          <Tag tone="warn">{code(`law_status.${explanation.confidence}`, explanation.confidence)}</Tag>
        </p>
      )}
    </div>
  );
}

/** A number; of a rule of several parts only that it is one. */
function ParameterValue({ value }: { value: unknown }) {
  const t = useText();
  if (!isRule(value)) return typeof value === 'boolean' ? t(value ? 'ui.yes' : 'ui.no') : String(value);
  return t('ui.explained.rule');
}

const isRule = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The parts of a rule, under its name; closed until somebody wants to read them. */
function RuleBelow({ value }: { value: unknown }) {
  const t = useText();
  if (!isRule(value)) return null;
  return (
    <details className={styles.below}>
      <summary>{t('ui.explained.rule.open')}</summary>
      <Rule value={value} />
    </details>
  );
}

function Parameters({ parameters }: { parameters: ParameterUsed[] }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const english = useLocale() === 'en';
  return (
    <section>
      <h3>{t('ui.explained.parameters')}</h3>
      <table className={styles.parameters}>
        <thead>
          <tr>
            <th scope="col">{t('ui.explained.parameter')}</th>
            <th scope="col">{t('ui.explained.value')}</th>
            <th scope="col">{t('ui.explained.validity')}</th>
          </tr>
        </thead>
        <tbody>
          {parameters.map((parameter) => (
            <tr key={`${parameter.id} ${parameter.place}`}>
              <td>
                {code(`law_parameter.${parameter.id}`, parameter.id)}
                <br />
                <span className="muted small">{citationIn(english, parameter.citation)}</span>
                <RuleBelow value={parameter.value} />
              </td>
              <td className="num">
                <ParameterValue value={parameter.value} />
                {!isRule(parameter.value) && (
                  <span className="muted small"> {code(`law_unit.${parameter.unit}`, parameter.unit)}</span>
                )}
              </td>
              <td>
                {parameter.last_day
                  ? t('ui.explained.between', {
                      first: format.day(parameter.first_day),
                      last: format.day(parameter.last_day),
                    })
                  : t('ui.explained.since', { first: format.day(parameter.first_day) })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
