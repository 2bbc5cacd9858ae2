import { useState } from 'react';
import { checkImport, mappingFile, saveMapping } from '../../api/imports';
import type { ImportView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { ActionBar } from '../../ui/ActionBar';
import { Button, buttonClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { DefaultsForm } from './DefaultsForm';
import { MappingTable } from './MappingTable';

/** What the columns mean and what the file lacks; then the file is tried, and still nothing is written. */
export function MappingStep({ run, onDone }: { run: ImportView; onDone?: () => void }) {
  const t = useText();
  const [columns, setColumns] = useState(run.mapping.column);
  const [defaults, setDefaults] = useState(run.mapping.defaults);
  const check = useWrite(async () => {
    await saveMapping(run.id, { ...run.mapping, defaults, column: columns });
    return checkImport(run.id);
  }, onDone);
  const left_out = columns.filter((column) => !column.target && !column.custom).length;
  return (
    <>
      <Card
        title={t('import.mapping')}
        note={t('import.mapping.note', { columns: columns.length, left_out })}
        flush
      >
        <MappingTable
          seen={run.columns}
          columns={columns}
          targets={run.targets}
          problem={check.problem}
          onChange={setColumns}
        />
      </Card>
      <Card title={t('import.defaults')} note={t('import.defaults.note')}>
        <DefaultsForm value={defaults} problem={check.problem} onChange={setDefaults} />
      </Card>
      <ActionBar note={t('import.check.note')} problem={check.problem}>
        <a className={buttonClass()} href={mappingFile(run.id)} download>
          {t('import.mapping.download')}
        </a>
        <Button look="primary" busy={check.busy} onClick={() => check.run()}>
          {t('import.check')}
        </Button>
      </ActionBar>
    </>
  );
}
