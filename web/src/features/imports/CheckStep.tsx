import { type FormEvent, useState } from 'react';
import { cancelImport, mendImport, runImport } from '../../api/imports';
import type { Finding, ImportReport, ImportView, TargetView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useBilingual } from '../../i18n/useBilingual';
import { useText } from '../../i18n/useText';
import { ActionBar } from '../../ui/ActionBar';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { TextField } from '../../ui/fields';
import { Dialog } from '../../ui/Modal';
import { Split } from '../../ui/Page';
import { Progress } from '../../ui/Progress';
import { Empty } from '../../ui/states';
import { useToast } from '../../ui/Toast';
import { ComparisonCard } from './ComparisonCard';
import { FindingsCard } from './FindingsCard';
import { MappingStep } from './MappingStep';
import { NotesCard } from './NotesCard';
import { ReportFigures } from './ReportFigures';

/** What trying the file found, row by row, and the decision to write it. */
export function CheckStep({ run }: { run: ImportView }) {
  const t = useText();
  const toast = useToast();
  const [editing, setEditing] = useState<Finding | null>(null);
  const [remapping, setRemapping] = useState(false);
  const mend = useWrite(mendImport);
  const write = useWrite(runImport);
  const cancel = useWrite(cancelImport);
  const { report } = run;
  const format = useFormats();
  if (remapping || report === null) return <MappingStep run={run} onDone={() => setRemapping(false)} />;
  const accept = async (finding: Finding) => {
    const done = await mend.run(run.id, { accept: [finding.id] });
    if (done)
      toast({
        text: t('import.accepted'),
        undo: async () => void (await mend.run(run.id, { restore: [finding.row] })),
      });
  };
  const busy = mend.busy || write.busy || run.state === 'running';
  return (
    <>
      {run.progress && (
        <Card>
          <Progress
            title={t('import.writing')}
            share={run.progress.total === 0 ? null : run.progress.done / run.progress.total}
            detail={t('import.progress', {
              done: format.number(run.progress.done),
              total: format.number(run.progress.total),
            })}
            onCancel={() => cancel.run(run.id)}
          />
        </Card>
      )}
      <ReportFigures report={report} />
      <Split aside={<Beside report={report} targets={run.targets} />}>
        {report.findings.length > 0 ? (
          <FindingsCard report={report} busy={busy} onAccept={accept} onEdit={setEditing} />
        ) : (
          <Empty title={t('import.no_findings')}>{t('import.no_findings.body')}</Empty>
        )}
      </Split>
      <ActionBar note={t('import.write.note')} problem={mend.problem ?? write.problem ?? cancel.problem}>
        <Button disabled={busy} onClick={() => setRemapping(true)}>
          {t('import.remap')}
        </Button>
        {report.fixable_rows > 0 && (
          <Button busy={mend.busy} onClick={() => mend.run(run.id, { accept_all: true })}>
            {t('import.accept_all', { rows: report.fixable_rows })}
          </Button>
        )}
        <Button
          look="primary"
          busy={busy}
          onClick={() => write.run(run.id, report.bad_rows > 0 ? 'skip_bad_rows' : 'all_or_nothing')}
        >
          {t(report.bad_rows > 0 ? 'import.write.good' : 'import.write.all', {
            rows: format.number(report.clean_rows + report.warned_rows),
          })}
        </Button>
      </ActionBar>
      <EditDialog
        finding={editing}
        onClose={() => setEditing(null)}
        onSave={(finding, value) =>
          mend.run(run.id, { cells: [{ row: finding.row, heading: finding.heading ?? '', value }] })
        }
      />
    </>
  );
}

function Beside({ report, targets }: { report: ImportReport; targets: TargetView[] }) {
  return (
    <>
      <ComparisonCard comparisons={report.comparisons} />
      <NotesCard report={report} targets={targets} />
    </>
  );
}

interface EditDialogProps {
  finding: Finding | null;
  onClose: () => void;
  onSave: (finding: Finding, value: string) => Promise<unknown>;
}

function EditDialog({ finding, onClose, onSave }: EditDialogProps) {
  const t = useText();
  return (
    <Dialog
      open={finding !== null}
      title={finding ? t('import.edit.title', { row: finding.row, heading: finding.heading ?? '' }) : ''}
      onClose={onClose}
    >
      {finding && <EditForm finding={finding} onClose={onClose} onSave={onSave} />}
    </Dialog>
  );
}

function EditForm({ finding, onClose, onSave }: EditDialogProps & { finding: Finding }) {
  const t = useText();
  const both = useBilingual();
  const [value, setValue] = useState(finding.fix?.value ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await onSave(finding, value);
    onClose();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <p>
        {t('import.sentence', { text: both(finding.what) })}
        {t('import.sentence', { text: both(finding.mend) })}
      </p>
      {finding.original && <p className="muted">{t('import.original', { value: finding.original })}</p>}
      <TextField
        label={finding.heading ?? ''}
        value={value}
        onChange={setValue}
        hint={t('import.edit.hint')}
        autoFocus
      />
      <div className="row">
        <Button type="submit" look="primary">
          {t('action.save')}
        </Button>
        <Button onClick={onClose}>{t('action.cancel')}</Button>
      </div>
    </form>
  );
}
