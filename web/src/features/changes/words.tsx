import { Link } from '@tanstack/react-router';
import { useCatalogue } from '../../api/organisation';
import type { ChangeCheck, ChangeLine, ChangePerson, ChangeState } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { usePlaces } from '../../i18n/useNamed';
import { useCode, useText } from '../../i18n/useText';
import { Avatar } from '../../ui/Avatar';
import { Redacted } from '../../ui/Hidden';
import { Notice } from '../../ui/Notice';
import { Tag } from '../../ui/Tag';
import { PlainTable } from '../../ui/table/PlainTable';
import styles from './changes.module.css';
import { stateTones } from './tabs';

export function StateTag({ state }: { state: ChangeState }) {
  const { nameOf } = useCatalogue();
  return <Tag tone={stateTones[state]}>{nameOf('change_state', state)}</Tag>;
}

/** A person in a list: name, number; the link acts for the row. */
export function Who({ who, to }: { who: ChangePerson; to?: string }) {
  return (
    <span className={styles.who}>
      <Avatar name={who.person.full_name} />
      <span>
        {to ? (
          <Link to="/changes/$changeId" params={{ changeId: to }}>
            {who.person.full_name}
          </Link>
        ) : (
          <Link to="/people/$personId" params={{ personId: who.person.id }}>
            {who.person.full_name}
          </Link>
        )}{' '}
        <span className="muted small">{who.employee_no}</span>
      </span>
    </span>
  );
}

/** The values of a change in words. */
function useValue() {
  const format = useFormats();
  const places = usePlaces();
  const code = useCode();
  const { nameOf } = useCatalogue();
  return (field: string, value: unknown): string => {
    if (value === null || value === undefined) return '—';
    if (field === 'base_pay_fen' && typeof value === 'number') return format.money(value);
    if (field === 'status') return code(`person_status.${String(value)}`, String(value));
    if (field === 'place') return places.nameOf(String(value));
    if (field === 'duty') return nameOf('duty_status', String(value));
    if (field === 'paid_by') return nameOf('duty_paid_by', String(value));
    if (/^\d{4}-\d{2}-\d{2}$/.test(String(value))) return format.day(String(value));
    return String(value);
  };
}

/** Before and after. What the reader may not see is said to be hidden. */
export function Lines({ lines, redacted }: { lines: ChangeLine[]; redacted: readonly string[] }) {
  const t = useText();
  const code = useCode();
  const value = useValue();
  const hidden = (line: ChangeLine) =>
    line.before === null && line.after === null && (redacted as readonly string[]).length > 0;
  if (lines.length === 0) return <p className="muted">{t('changes.lines.none')}</p>;
  return (
    <PlainTable
      label={t('changes.lines')}
      columns={[
        {
          key: 'field',
          title: t('changes.lines.field'),
          cell: (line) => code(`changes.field.${line.field}`, line.field),
        },
        {
          key: 'before',
          words: true,
          title: t('changes.lines.before'),
          cell: (line) =>
            hidden(line) ? (
              <Redacted compact />
            ) : (
              <span className="muted">{value(line.field, line.before)}</span>
            ),
        },
        {
          key: 'after',
          words: true,
          title: t('changes.lines.after'),
          cell: (line) => (hidden(line) ? <Redacted compact /> : <b>{value(line.field, line.after)}</b>),
        },
      ]}
      rows={lines}
      rowKey={(line) => line.field}
    />
  );
}

const tones = { note: 'neutral', duty: 'info', warning: 'warn' } as const;

/** What the law says, each sentence with its article. */
export function Findings({ findings }: { findings: ChangeCheck[] }) {
  const both = useBilingual();
  return findings.map((finding) => (
    <Notice
      key={both(finding.text)}
      tone={tones[finding.level]}
      icon="guard"
      title={finding.article ? both(finding.article) : undefined}
    >
      {both(finding.text)}
    </Notice>
  ));
}
