import { useState } from 'react';
import type { ContractDue, ContractWarning } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useLocale, useText } from '../../i18n/useText';
import { TextButton } from '../../ui/Button';
import { ExplainedFigure, ExplanationPanel } from '../../ui/explained/Explained';
import { Drawer } from '../../ui/Modal';
import { Tag, type Tone } from '../../ui/Tag';
import styles from './contracts.module.css';

const tones: Record<ContractWarning['severity'], Tone> = { info: 'neutral', warn: 'warn', bad: 'bad' };

/** What a warning is called. */
export function useDueName(): (due: ContractDue) => string {
  const code = useCode();
  return (due) => code(`contracts.due.${due}`, due);
}

/** How long there is, or since when it is late. */
export function DeadlineTag({ warning }: { warning: ContractWarning }) {
  const t = useText();
  const days = warning.days_left;
  if (days === null)
    return <Tag tone={tones[warning.severity]}>{t(`contracts.severity.${warning.severity}`)}</Tag>;
  const said = days < 0 ? t('contracts.days_over', { days: -days }) : t('contracts.days_left', { days });
  return <Tag tone={tones[warning.severity]}>{said}</Tag>;
}

/** What the law says of it: the sentence, the articles, and the figure or the reasoning behind it. */
export function WarningText({ warning }: { warning: ContractWarning }) {
  const t = useText();
  const format = useFormats();
  const words = useBilingual();
  const name = useDueName();
  const english = useLocale() === 'en';
  const [open, setOpen] = useState(false);
  const articles = format.names(
    warning.articles.map((article) => (english ? article.text_en : article.text_zh)),
  );
  return (
    <div className={styles.law}>
      <span>{words(warning.text)}</span>
      <span className="muted small">
        {articles}{' '}
        {warning.explanation && warning.amount_fen === null && (
          <TextButton plain className="small" onClick={() => setOpen(true)}>
            {t('contracts.why')}
          </TextButton>
        )}
      </span>
      {warning.explanation && warning.amount_fen !== null && (
        <span>
          {t('contracts.cost_so_far')}{' '}
          <ExplainedFigure
            title={name(warning.due)}
            value={format.money(warning.amount_fen)}
            explanation={warning.explanation}
          />
        </span>
      )}
      {warning.explanation && (
        <Drawer open={open} title={name(warning.due)} onClose={() => setOpen(false)}>
          <ExplanationPanel explanation={warning.explanation} />
        </Drawer>
      )}
    </div>
  );
}
