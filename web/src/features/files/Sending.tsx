import type { ApiProblem } from '../../api/problem';
import { useText } from '../../i18n/useText';
import { FileDrop } from '../../ui/fields';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { Progress } from '../../ui/Progress';

/** What the server takes; it looks at the bytes and not at the ending. */
const accepted = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx,.csv,.txt';

/** A place for a file, how far it has come, and why it was refused. */
export function Sending({
  title,
  busy,
  share,
  problem,
  quiet,
  onFile,
}: {
  title: string;
  busy: boolean;
  share: number;
  problem: ApiProblem | null;
  /** Beside something more important. */
  quiet?: boolean;
  onFile: (file: File) => void;
}) {
  const t = useText();
  return (
    <div className="stack">
      <h3>{title}</h3>
      <ProblemNotice problem={problem} />
      {busy ? (
        <Progress title={t('files.sending')} share={share < 1 ? share : null} />
      ) : (
        <FileDrop quiet={quiet} accept={accepted} onFile={onFile}>
          <p className="muted small">{t('files.formats')}</p>
        </FileDrop>
      )}
    </div>
  );
}
