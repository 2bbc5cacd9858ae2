import { useState } from 'react';
import { verifyImport } from '../../api/imports';
import type { FieldProof, FileProof, SignedVerification } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Tag } from '../../ui/Tag';
import { DataTable } from '../../ui/table/DataTable';
import styles from './imports.module.css';

/** Both sides of an import read again and compared field by field; the signed report can be kept. */
export function ProofCard({ id }: { id: string }) {
  const t = useText();
  const [signed, setSigned] = useState<SignedVerification | null>(null);
  const verify = useWrite(verifyImport, setSigned);
  return (
    <Card title={t('import.proof')} note={t('import.proof.note')} flush={signed !== null}>
      <ProblemNotice problem={verify.problem} />
      {signed ? (
        <Proof signed={signed} />
      ) : (
        <Button busy={verify.busy} onClick={() => verify.run(id)}>
          {t('import.proof.make')}
        </Button>
      )}
    </Card>
  );
}

function Proof({ signed }: { signed: SignedVerification }) {
  const t = useText();
  const format = useFormats();
  const { report } = signed;
  const samples = [...report.samples, ...report.files.flatMap((own) => own.samples)];
  const equal = samples.filter((sample) => sample.differing.length === 0).length;
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(signed))}`;
  return (
    <>
      <Notice
        tone={report.agrees ? 'good' : 'bad'}
        icon={report.agrees ? 'check' : 'info'}
        title={t(report.agrees ? 'import.proof.agrees' : 'import.proof.differs')}
        live
        action={
          <a className={buttonClass('default', 'small')} href={file} download={`${report.import_id}.json`}>
            {t('import.proof.download')}
          </a>
        }
      >
        {t('import.proof.samples', {
          equal: format.number(equal),
          drawn: format.number(samples.length),
          written: format.number(report.rows_written),
        })}
      </Notice>
      {report.fields.length > 0 && <ProofFields label={t('import.proof')} fields={report.fields} />}
      {report.files.map((own) => (
        <OneFile key={own.name} proof={own} />
      ))}
    </>
  );
}

/** One file of a set on both sides. */
function OneFile({ proof }: { proof: FileProof }) {
  const t = useText();
  const format = useFormats();
  return (
    <section>
      <h3 className={styles.proofHead}>
        <span>{proof.name}</span>
        <Tag tone={proof.agrees ? 'good' : 'bad'}>
          {t('import.set.proof.rows', {
            written: format.number(proof.rows_written),
            found: format.number(proof.rows_found),
          })}
        </Tag>
      </h3>
      <ProofFields label={proof.name} fields={proof.fields} />
    </section>
  );
}

type Side = 'file' | 'database';

function ProofFields({ label, fields }: { label: string; fields: FieldProof[] }) {
  const t = useText();
  const both = useBilingual();
  const format = useFormats();
  const side = (field: FieldProof, which: Side) => {
    const count = format.number(which === 'file' ? field.in_file : field.in_database);
    const sum = which === 'file' ? field.sum_in_file : field.sum_in_database;
    const days = which === 'file' ? field.days_in_file : field.days_in_database;
    if (days) return `${count} · ${format.day(days.first)}–${format.day(days.last)}`;
    if (sum === null) return count;
    if (field.field === 'base_pay') return `${count} · ${format.money(sum)}`;
    return `${count} · ${t('import.set.days', { days: format.number(sum / 2) })}`;
  };
  return (
    <DataTable
      label={label}
      rows={fields}
      rowKey={(field) => field.field}
      columns={[
        {
          key: 'field',
          title: t('exchange.column'),
          width: 'minmax(100px, 1fr)',
          phone: 'lead',
          cell: (field) => both(field.title),
        },
        {
          key: 'file',
          title: t('import.proof.in_file'),
          width: 'minmax(120px, 1.5fr)',
          align: 'end',
          cell: (field) => side(field, 'file'),
        },
        {
          key: 'database',
          title: t('import.proof.in_database'),
          width: 'minmax(120px, 1.5fr)',
          align: 'end',
          cell: (field) => side(field, 'database'),
        },
        {
          key: 'verdict',
          title: t('import.proof.verdict'),
          width: '110px',
          phone: 'side',
          cell: (field) => (
            <Tag tone={field.differing === 0 ? 'good' : 'bad'}>
              {field.differing === 0
                ? t('import.proof.equal')
                : t('import.proof.differing', { rows: format.number(field.differing) })}
            </Tag>
          ),
        },
      ]}
    />
  );
}
