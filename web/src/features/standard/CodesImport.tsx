import { useState } from 'react';
import { codesFile, importCodes } from '../../api/standard';
import type { CodeImport } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Button, sentenceLinkClass } from '../../ui/Button';
import { FileDrop } from '../../ui/fields';
import { Drawer } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { PlainTable } from '../../ui/table/PlainTable';

/** Reads a filled-in table back: all of it, or nothing and every wrong row by name. */
export function CodesImport({ kind, onClose }: { kind: string; onClose: () => void }) {
  const t = useText();
  const code = useCode();
  const format = useFormats();
  const [result, setResult] = useState<CodeImport | null>(null);
  const write = useWrite(importCodes, setResult);
  return (
    <Drawer
      open
      title={t('codes.import')}
      onClose={onClose}
      foot={<Button onClick={onClose}>{t('action.close')}</Button>}
    >
      <div className="stack">
        <ProblemNotice problem={write.problem} />
        <p>
          {t('codes.import.how')}{' '}
          <a className={sentenceLinkClass} href={codesFile(kind, 'xlsx')} download>
            {t('codes.import.template')}
          </a>
        </p>
        <FileDrop accept=".csv,.xlsx" onFile={(file) => void write.run(kind, file)}>
          {write.busy && <p className="muted">{t('ui.loading')}</p>}
        </FileDrop>
        {result && result.problems.length === 0 && (
          <Notice tone="good" icon="check" live>
            {t('codes.import.done', {
              written: format.number(result.written),
              unchanged: format.number(result.unchanged),
            })}
          </Notice>
        )}
        {result && result.problems.length > 0 && (
          <>
            <Notice tone="bad" icon="warning" live>
              {t('codes.import.refused', { n: format.number(result.problems.length) })}
            </Notice>
            <PlainTable
              label={t('codes.import.problems')}
              rows={result.problems}
              rowKey={(problem) => `${problem.row}`}
              columns={[
                { key: 'row', title: t('codes.import.row'), cell: (problem) => problem.row },
                {
                  key: 'company',
                  title: t('code_mapping.legal_entity_id'),
                  cell: (problem) => problem.company || '—',
                },
                {
                  key: 'why',
                  title: t('codes.import.why'),
                  cell: (problem) => code(`codes.problem.${problem.code}`, problem.code),
                },
              ]}
            />
          </>
        )}
      </div>
    </Drawer>
  );
}
