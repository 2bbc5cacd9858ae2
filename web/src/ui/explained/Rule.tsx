import type { ReactNode } from 'react';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import styles from './Explained.module.css';

type Parts = Record<string, unknown>;

/** A rule of law of several parts: names with values, or a row for each case that it tells apart. */
export function Rule({ value }: { value: object }) {
  if (!Array.isArray(value)) return <NamedParts parts={value as Parts} />;
  if (value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)))
    return <Cases rows={value as Parts[]} />;
  return <Value value={value} />;
}

function NamedParts({ parts }: { parts: Parts }) {
  const name = usePartName();
  return (
    <dl className={styles.rule}>
      {Object.entries(parts).map(([part, value]) => (
        <div key={part}>
          <dt>{name(part)}</dt>
          <dd>
            <Value value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The columns are all parts that any case has; a case without one of them is the one for all others. */
function Cases({ rows }: { rows: Parts[] }) {
  const t = useText();
  const name = usePartName();
  const parts = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <table className={styles.cases}>
      <thead>
        <tr>
          {parts.map((part) => (
            <th key={part} scope="col">
              {name(part)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the cases of a rule are a fixed sequence
          <tr key={index}>
            {parts.map((part) => (
              <td key={part}>{part in row ? <Value value={row[part]} /> : t('ui.explained.otherwise')}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value }: { value: unknown }): ReactNode {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  if (typeof value === 'boolean') return t(value ? 'ui.yes' : 'ui.no');
  const one = (item: unknown) => code(`law_word.${item}`, String(item));
  if (Array.isArray(value)) return format.names(value.map(one));
  if (typeof value === 'object' && value !== null) return <NamedParts parts={value as Parts} />;
  return one(value);
}

function usePartName(): (part: string) => string {
  const code = useCode();
  return (part) => code(`law_rule.${part}`, part);
}
