import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { undoImport } from '../../api/imports';
import type { ImportView } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { TextField } from '../../ui/fields';
import { Dialog } from '../../ui/Modal';
import { Notice } from '../../ui/Notice';
import { Halves } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { ComparisonCard } from './ComparisonCard';
import { NotesCard } from './NotesCard';
import { ProofCard } from './ProofCard';
import { RefusedCard } from './RefusedCard';
import { ReportFigures } from './ReportFigures';

/** The verification report, and the way back for the whole import. */
export function DoneStep({ run }: { run: ImportView }) {
  const t = useText();
  const format = useFormats();
  const [asking, setAsking] = useState(false);
  const undone = run.state === 'undone';
  return (
    <>
      <Notice
        tone={undone ? 'neutral' : 'good'}
        icon={undone ? 'info' : 'check'}
        title={undone ? t('import.undone') : t('import.done')}
        action={
          !undone && (
            <>
              <Link to="/people" className={buttonClass('default', 'small')}>
                {t('import.see_people')}
              </Link>
              <Button size="small" look="danger" onClick={() => setAsking(true)}>
                {t('import.undo')}
              </Button>
            </>
          )
        }
      >
        {format.momentExact(run.changed_at)}
      </Notice>
      {run.report && (
        <>
          <ReportFigures report={run.report} written />
          {run.documents && run.documents.refused.length > 0 && <RefusedCard documents={run.documents} />}
          {!undone && <ProofCard id={run.id} />}
          <Halves>
            <ComparisonCard comparisons={run.report.comparisons} />
            <NotesCard report={run.report} targets={run.targets} />
          </Halves>
        </>
      )}
      <UndoDialog
        id={run.id}
        rows={run.report ? run.report.clean_rows + run.report.warned_rows : run.row_count}
        open={asking}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

export function UndoDialog({
  id,
  rows,
  open,
  onClose,
}: {
  id: string;
  rows: number;
  open: boolean;
  onClose: () => void;
}) {
  const t = useText();
  const format = useFormats();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const undo = useWrite(undoImport, onClose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) void undo.run(id, reason.trim());
  };
  return (
    <Dialog open={open} title={t('import.undo.title')} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <p>{t('import.undo.body', { rows: format.number(rows) })}</p>
        <ProblemNotice problem={undo.problem} />
        <TextField
          label={t('ui.reason')}
          value={reason}
          error={tried && !reason.trim() ? t('ui.field.missing') : null}
          onChange={setReason}
          required
          autoFocus
        />
        <div className="row">
          <Button type="submit" look="danger" busy={undo.busy}>
            {t('import.undo')}
          </Button>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
