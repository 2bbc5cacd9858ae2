import type { SummaryLine, SummaryValue } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Redacted } from '../Hidden';
import styles from './approval.module.css';

type NameOf = (list: string, code: string) => string;

/** What would change, each line before and after. */
export function ChangeLines({
  lines,
  label,
  nameOf,
}: {
  lines: readonly SummaryLine[];
  label: string;
  /** What a code of a reference list is called. */
  nameOf: NameOf;
}) {
  const t = useText();
  const code = useCode();
  // Of something new there is no before.
  const fresh = lines.every((line) => !line.withheld && line.before === null);
  return (
    <table className={styles.lines} aria-label={label}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{t('approvals.line.what')}</th>
          {!fresh && <th scope="col">{t('approvals.line.before')}</th>}
          <th scope="col">{t('approvals.line.after')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.label}>
            <th scope="row">{code(line.label, line.label)}</th>
            {!fresh && (
              <td className={styles.before}>
                {line.withheld ? <Redacted compact /> : <Value value={line.before} nameOf={nameOf} />}
              </td>
            )}
            <td className={styles.after}>
              {line.withheld ? <Redacted /> : <Value value={line.after} nameOf={nameOf} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ value, nameOf }: { value: SummaryValue | null; nameOf: NameOf }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  if (!value) return <span className="muted">{t('ui.none')}</span>;
  switch (value.kind) {
    case 'money':
      return format.money(value.value);
    case 'number':
      return format.number(value.value);
    case 'day':
      return <time dateTime={value.value}>{format.day(value.value)}</time>;
    case 'place':
      return code(`place.${value.value}`, value.value);
    case 'code':
      // A status that follows from days is in no reference list.
      return value.list === 'confirmation'
        ? code(`confirmation.${value.value}`, value.value)
        : nameOf(value.list, value.value);
    default:
      return value.value;
  }
}
