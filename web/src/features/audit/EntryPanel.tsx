import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type CheckedProof, checkedProofQuery } from '../../api/audit';
import { canVerify } from '../../api/merkle';
import type { AuditChange, AuditEntryView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { Redacted } from '../../ui/Hidden';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import styles from './audit.module.css';

/** One entry: what was done, what changed, and its proof, computed in this browser. */
export function EntryPanel({ entry }: { entry: AuditEntryView }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  return (
    <>
      <Card
        title={code(`operation.${entry.operation}`, entry.operation)}
        note={t('audit.entry', { seq: entry.seq })}
      >
        <Facts
          items={[
            [t('audit.column.who'), entry.actor_login ?? t('audit.system')],
            [t('audit.column.at'), <time key="at">{format.momentExact(entry.at)}</time>],
            [t('audit.column.record'), code(`record.${entry.record}`, entry.record)],
            entry.subject !== null && [
              t('audit.subject'),
              <Link key="subject" to="/people/$personId" params={{ personId: entry.subject }}>
                {t('audit.subject.open')}
              </Link>,
            ],
            [t('ui.reason'), entry.reason],
          ]}
        />
      </Card>
      {entry.changes.length > 0 && (
        <Card title={t('audit.changes')}>
          {entry.changes.map((change) => (
            <Change
              key={change.field}
              record={entry.record}
              change={change}
              hidden={entry.redacted.includes(change.field)}
            />
          ))}
          {entry.digest !== null && entry.redacted.length > 0 && (
            <p className="muted small" title={t('audit.digest.why')}>
              {t('audit.digest')} <code>{entry.digest.slice(0, 16)}…</code>
            </p>
          )}
        </Card>
      )}
      <ProofCard seq={entry.seq} />
    </>
  );
}

function Change({ record, change, hidden }: { record: string; change: AuditChange; hidden: boolean }) {
  const t = useText();
  const code = useCode();
  return (
    <div className={styles.change}>
      <span className="muted small">{code(`${record}.${change.field}`, change.field)}</span>
      {hidden ? (
        <Redacted />
      ) : (
        <span>
          {change.old !== null && <span className={styles.old}>{change.old}</span>}{' '}
          {change.old !== null && '→ '}
          <span className={styles.new}>{change.new ?? t('ui.none')}</span>
        </span>
      )}
    </div>
  );
}

function ProofCard({ seq }: { seq: number }) {
  const t = useText();
  const proof = useQuery(checkedProofQuery(seq));
  if (!canVerify()) {
    return (
      <Notice tone="warn" icon="info">
        {t('audit.proof.no_crypto')}
      </Notice>
    );
  }
  return (
    <QueryState query={proof} what={t('audit.proof')}>
      {(checked) => <Proof checked={checked} />}
    </QueryState>
  );
}

const short = (hash: string) => `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;

function Proof({ checked }: { checked: CheckedProof }) {
  const t = useText();
  const good = checked.included && checked.signed !== false;
  const levels = checked.steps.length;
  // The top and the bottom of a long path are enough to see that it is one.
  const shown = checked.steps
    .map((step, index) => ({ ...step, level: index + 1 }))
    .filter(({ level }) => levels <= 6 || level <= 2 || level > levels - 2);
  return (
    <Card
      title={t('audit.proof')}
      extra={
        <Tag tone={good ? 'good' : 'bad'} icon={good ? 'check' : 'close'}>
          {good ? t('audit.proof.good', { levels }) : t('audit.proof.bad')}
        </Tag>
      }
    >
      <ol className={styles.proof}>
        <li className={styles.node}>
          <span>{t('audit.proof.root')}</span>
          <code>{short(checked.proof.root)}</code>
          <span className="muted">
            {checked.signed === null
              ? t('audit.proof.unsigned')
              : checked.signed
                ? t('audit.proof.signed')
                : t('audit.proof.forged')}
          </span>
        </li>
        {shown
          .slice()
          .reverse()
          .map((step) => (
            <li key={step.level} className={styles.node}>
              <span>{t('audit.proof.level', { level: step.level })}</span>
              <code>{short(step.sibling)}</code>
              <span className="muted">{t(`audit.proof.${step.side}`)}</span>
            </li>
          ))}
        <li className={styles.node}>
          <span>{t('audit.proof.this')}</span>
          <code>{short(checked.leaf)}</code>
          <span className="muted">{t('audit.proof.leaf')}</span>
        </li>
      </ol>
      <p className="muted small">{t('audit.proof.note')}</p>
    </Card>
  );
}
