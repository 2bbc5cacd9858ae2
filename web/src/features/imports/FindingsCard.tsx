import { useState } from 'react';
import type { Finding, ImportReport } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Chips } from '../../ui/Chips';
import { SelectField } from '../../ui/fields';
import { DataTable } from '../../ui/table/DataTable';
import styles from './imports.module.css';

interface FindingsCardProps {
  report: ImportReport;
  busy?: boolean;
  /** Without it nothing can be mended here: a set is mended in its files. */
  onAccept?: (finding: Finding) => void;
  onEdit?: (finding: Finding) => void;
}

/** Rows drawn at a time: a file may have thousands. */
const step = 50;

/** The rows that need a look: where, what is wrong, what is proposed, and one action to mend it. */
export function FindingsCard({ report, busy = false, onAccept, onEdit }: FindingsCardProps) {
  const t = useText();
  const format = useFormats();
  const [code, setCode] = useState('all');
  const [limit, setLimit] = useState(step);
  const shown = code === 'all' ? report.findings : report.findings.filter((finding) => finding.code === code);
  return (
    <Card
      title={t('import.findings')}
      note={onAccept && t('import.findings.note')}
      flush
      foot={
        shown.length > limit && (
          <>
            <span>
              {t('import.findings.shown', {
                shown: format.number(limit),
                all: format.number(shown.length),
              })}
            </span>
            <Button size="small" onClick={() => setLimit(limit + step)}>
              {t('import.findings.more')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.chips}>
        <Kinds
          counts={report.counts}
          value={code}
          onChange={(next) => {
            setCode(next);
            setLimit(step);
          }}
        />
      </div>
      <DataTable
        label={t('import.findings')}
        rows={shown.slice(0, limit)}
        rowKey={(finding) => finding.id}
        columns={[
          {
            key: 'row',
            title: t('import.column.row'),
            width: '64px',
            phone: 'side',
            cell: (finding) => <span className="muted">{format.number(finding.row)}</span>,
          },
          {
            key: 'who',
            title: t('import.column.who'),
            width: 'minmax(110px, 1fr)',
            phone: 'lead',
            cell: (finding) => (
              <>
                <b>{finding.full_name}</b> <span className="muted small">{finding.employee_no}</span>
                {finding.file && <span className="muted small"> {finding.file}</span>}
              </>
            ),
          },
          {
            key: 'heading',
            title: t('import.column.heading'),
            width: 'minmax(80px, 0.7fr)',
            phone: 'away',
            cell: (finding) => finding.heading,
          },
          {
            key: 'what',
            title: t('import.column.what'),
            width: 'minmax(200px, 2.4fr)',
            phone: 'line',
            cell: (finding) => <What finding={finding} />,
          },
          ...(onAccept && onEdit
            ? [
                {
                  key: 'mend',
                  title: t('import.column.mend'),
                  width: '148px',
                  phone: 'line' as const,
                  cell: (finding: Finding) => (
                    <Mend finding={finding} busy={busy} onAccept={onAccept} onEdit={onEdit} />
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

interface MendProps {
  finding: Finding;
  busy: boolean;
  onAccept: (finding: Finding) => void;
  onEdit: (finding: Finding) => void;
}

function Mend({ finding, busy, onAccept, onEdit }: MendProps) {
  const t = useText();
  return (
    <span className="row">
      {finding.fix && (
        <Button size="small" disabled={busy} onClick={() => onAccept(finding)}>
          {finding.fix.kind === 'leave_out' ? t('import.leave_out') : t('import.accept')}
        </Button>
      )}
      {finding.heading && (
        <Button size="small" look="quiet" disabled={busy} onClick={() => onEdit(finding)}>
          {t('import.edit')}
        </Button>
      )}
    </span>
  );
}

/** Kinds of findings to look at one by one: few stand side by side, many fold into a list. */
function Kinds({
  counts,
  value,
  onChange,
}: {
  counts: ImportReport['counts'];
  value: string;
  onChange: (code: string) => void;
}) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const all = counts.reduce((total, count) => total + count.count, 0);
  if (counts.length <= 5)
    return (
      <Chips
        label={t('import.findings')}
        value={value}
        onChange={onChange}
        items={[
          { key: 'all', title: t('import.findings.all'), count: all },
          ...counts.map((count) => ({ key: count.code, title: both(count.text), count: count.count })),
        ]}
      />
    );
  return (
    <div className={styles.kinds}>
      <SelectField
        label={t('import.findings.kind')}
        value={value}
        onChange={(code) => onChange(code ?? 'all')}
        none={t('import.findings.of', { what: t('import.findings.all'), count: format.number(all) })}
        options={counts.map((count) => ({
          value: count.code,
          title: t('import.findings.of', { what: both(count.text), count: format.number(count.count) }),
        }))}
      />
    </div>
  );
}

function What({ finding }: { finding: Finding }) {
  const t = useText();
  const both = useBilingual();
  const fix = finding.fix?.kind === 'value' ? finding.fix.value : null;
  return (
    <>
      {finding.original && (
        <>
          <span className={fix ? styles.old : styles.plain}>{finding.original}</span>
          {fix && (
            <>
              {' → '}
              <span className={styles.fixed}>{fix}</span>
            </>
          )}
          <br />
        </>
      )}
      <span className={finding.original ? 'muted small' : ''}>
        {t('import.sentence', { text: both(finding.what) })}
      </span>
      {!fix && <span className="muted small">{t('import.sentence', { text: both(finding.mend) })}</span>}
    </>
  );
}
