import { useCatalogue } from '../../api/organisation';
import type { FileLoanView, FileVersionView, FileView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useCode, useText } from '../../i18n/useText';
import { Tag, type Tone } from '../../ui/Tag';

/** The name of a category in the reader's language. */
export function useCategory(): (code: string | null | undefined) => string {
  const { nameOf } = useCatalogue();
  return (code) => nameOf('file_category', code);
}

/** `1.2 MiB`, `34 KiB`: enough to tell a scan from a note. */
export function useSize(): (bytes: number) => string {
  const format = useFormats();
  return (bytes) =>
    bytes < 1024 * 1024
      ? `${format.number(Math.max(1, Math.round(bytes / 1024)))} KiB`
      : `${format.number(bytes / 1024 / 1024, 1)} MiB`;
}

export function newest(file: FileView): FileVersionView | undefined {
  return file.versions[0];
}

/** What must be known before a document is opened. */
export function FileTags({ file }: { file: FileView }) {
  const t = useText();
  const format = useFormats();
  return (
    <>
      {file.status === 'destroyed' && <Tag>{t('files.destroyed')}</Tag>}
      {file.lent_until && (
        <Tag tone="info" icon="eye">
          {t('files.lent_until', { at: format.deadline(file.lent_until) })}
        </Tag>
      )}
      {file.expired && <Tag tone="warn">{t('files.expired')}</Tag>}
      {file.held && (
        <Tag tone="warn" icon="lock">
          {t('files.held')}
        </Tag>
      )}
    </>
  );
}

const loanTones: Record<string, Tone> = {
  asked: 'info',
  granted: 'good',
  refused: 'bad',
  withdrawn: 'neutral',
  returned: 'neutral',
  expired: 'neutral',
};

export function LoanTag({ loan }: { loan: FileLoanView }) {
  const code = useCode();
  return (
    <Tag tone={loanTones[loan.status] ?? 'neutral'}>{code(`files.loan.${loan.status}`, loan.status)}</Tag>
  );
}
