import type { ReactNode } from 'react';
import type { SettlementLine, SettlementView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { ExplainedFigure } from '../../ui/explained/Explained';
import { Redacted } from '../../ui/Hidden';
import { Tag } from '../../ui/Tag';
import styles from './offboarding.module.css';

/** What is paid at the end, line by line; every figure opens its steps, parameters and articles. */
export function SettlementCard({
  settlement,
  children,
}: {
  settlement: SettlementView;
  /** What the reader may do about it. */
  children?: ReactNode;
}) {
  const code = useCode();
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const { document } = settlement;
  const confirmed = settlement.status === 'confirmed';
  return (
    <Card
      title={t('settlement.title')}
      extra={
        <Tag tone={confirmed ? 'good' : 'neutral'}>
          {code(`settlement.status.${settlement.status}`, settlement.status)}
        </Tag>
      }
      foot={document && <span>{both(document.note)}</span>}
    >
      {document === null ? (
        <Redacted />
      ) : (
        <table className={styles.settlement}>
          <tbody>
            {document.lines.map((line) => (
              <tr key={line.code}>
                <th scope="row">{both(line.title)}</th>
                <td>
                  <Amount line={line} at={format.moment(settlement.computed_at)} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('settlement.net')}</th>
              <td>{format.amount(document.net_fen)}</td>
            </tr>
          </tfoot>
        </table>
      )}
      {children && <div className={styles.below}>{children}</div>}
    </Card>
  );
}

function Amount({ line, at }: { line: SettlementLine; at: string }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  if (line.amount_fen === null)
    return <Tag tone="warn">{line.refusal ? both(line.refusal.text) : t('ui.none')}</Tag>;
  if (!line.explanation) return format.amount(line.amount_fen);
  return (
    <ExplainedFigure
      title={both(line.title)}
      value={format.amount(line.amount_fen)}
      explanation={line.explanation}
      note={t('settlement.computed', { at })}
    />
  );
}
