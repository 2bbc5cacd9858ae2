import { useState } from 'react';
import { cancelImport, checkImport, runImport } from '../../api/imports';
import type { ImportView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { ActionBar } from '../../ui/ActionBar';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { Split } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { Empty } from '../../ui/states';
import { ComparisonCard } from './ComparisonCard';
import { UndoDialog } from './DoneStep';
import { FindingsCard } from './FindingsCard';
import { NotesCard } from './NotesCard';
import { ReportFigures } from './ReportFigures';
import { SetFilesCard } from './SetFilesCard';

/** A set of files from an older system: what each holds, what is wrong in them, and the decision to write them. */
export function SetStep({ run }: { run: ImportView }) {
  const t = useText();
  const cancel = useWrite(cancelImport);
  const { report } = run;
  return (
    <>
      {run.progress && <Writing progress={run.progress} onCancel={() => cancel.run(run.id)} />}
      {run.state === 'paused' && run.documents && (
        <Notice tone="warn" icon="info" title={t('import.set.paused')}>
          {t('import.set.paused.body', { filed: run.documents.filed, total: run.documents.total })}
        </Notice>
      )}
      {report && <ReportFigures report={report} />}
      <SetFilesCard files={run.files} reports={report?.files ?? []} />
      {report && (
        <Split
          aside={
            <>
              <ComparisonCard comparisons={report.comparisons} />
              <NotesCard report={report} targets={run.targets} />
            </>
          }
        >
          {report.findings.length > 0 ? (
            <FindingsCard report={report} />
          ) : (
            <Empty title={t('import.no_findings')}>{t('import.no_findings.body')}</Empty>
          )}
        </Split>
      )}
      <SetActions run={run} problem={cancel.problem} />
    </>
  );
}

function Writing({
  progress,
  onCancel,
}: {
  progress: NonNullable<ImportView['progress']>;
  onCancel: () => void;
}) {
  const t = useText();
  const format = useFormats();
  return (
    <Card>
      <Progress
        title={t('import.writing')}
        share={progress.total === 0 ? null : progress.done / progress.total}
        detail={t('import.progress', {
          done: format.number(progress.done),
          total: format.number(progress.total),
        })}
        onCancel={onCancel}
      />
    </Card>
  );
}

function SetActions({ run, problem }: { run: ImportView; problem: ReturnType<typeof useWrite>['problem'] }) {
  const t = useText();
  const format = useFormats();
  const [undoing, setUndoing] = useState(false);
  const check = useWrite(checkImport);
  const write = useWrite(runImport);
  const { report } = run;
  const busy = check.busy || write.busy || run.state === 'running';
  const ready = report ? report.clean_rows + report.warned_rows : 0;
  const bad = report !== null && report.bad_rows > 0;
  if (run.state === 'paused')
    return (
      <>
        <ActionBar note={t('import.set.paused.note')} problem={write.problem}>
          <Button look="danger" disabled={busy} onClick={() => setUndoing(true)}>
            {t('import.undo')}
          </Button>
          <Button look="primary" busy={busy} onClick={() => write.run(run.id, 'skip_bad_rows')}>
            {t('import.set.go_on')}
          </Button>
        </ActionBar>
        <UndoDialog id={run.id} rows={ready} open={undoing} onClose={() => setUndoing(false)} />
      </>
    );
  return (
    <ActionBar
      note={t(report ? 'import.set.write.note' : 'import.check.note')}
      problem={problem ?? check.problem ?? write.problem}
    >
      <Button look={report ? 'default' : 'primary'} busy={check.busy} onClick={() => check.run(run.id)}>
        {t('import.check')}
      </Button>
      {report && ready > 0 && (
        <Button
          look="primary"
          busy={busy}
          onClick={() => write.run(run.id, bad ? 'skip_bad_rows' : 'all_or_nothing')}
        >
          {t(bad ? 'import.write.good' : 'import.write.all', { rows: format.number(ready) })}
        </Button>
      )}
    </ActionBar>
  );
}
