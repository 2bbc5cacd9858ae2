import type { CostOption, CostPreviewView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useLocale, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { ExplainedFigure } from '../../ui/explained/Explained';
import { Redacted } from '../../ui/Hidden';
import { Tag } from '../../ui/Tag';
import styles from './offboarding.module.css';

/** What an earlier day that the employer wants costs, the ways side by side, before anybody asks for it. */
export function CostCard({ preview }: { preview: CostPreviewView }) {
  const t = useText();
  const format = useFormats();
  const { document } = preview;
  if (document === null) {
    return (
      <Card title={t('cost.title')}>
        <Redacted />
      </Card>
    );
  }
  return (
    <Card title={t('cost.title')} note={t('cost.note', { day: format.day(document.wanted_last_day) })} flush>
      <ul className={styles.options}>
        {document.options.map((option) => (
          <Option key={option.option} option={option} at={format.moment(preview.computed_at)} />
        ))}
      </ul>
    </Card>
  );
}

function Option({ option, at }: { option: CostOption; at: string }) {
  const t = useText();
  const code = useCode();
  const both = useBilingual();
  const format = useFormats();
  const english = useLocale() === 'en';
  const amount = format.money(option.cost_fen);
  const title = code(`cost.option.${option.option}`, option.option);
  return (
    <li className={cx(styles.option, option.blocked_by && styles.blocked)}>
      <span className="row">
        <b>{title}</b>
        {!option.lawful && <Tag tone="bad">{t('cost.unlawful')}</Tag>}
      </span>
      <b className={styles.cost}>
        {option.explanation ? (
          <ExplainedFigure
            title={title}
            value={amount}
            explanation={option.explanation}
            note={t('settlement.computed', { at })}
          />
        ) : (
          amount
        )}
      </b>
      <span className="small">{t('cost.last_day', { day: format.day(option.last_day) })}</span>
      <span className="soft small">{both(option.text)}</span>
      {option.blocked_by && (
        <span className="small">
          {t('cost.blocked', { article: english ? option.blocked_by.text_en : option.blocked_by.text_zh })}
        </span>
      )}
    </li>
  );
}
