import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fileAddress, fileBytesQuery } from '../../api/files';
import { useSession } from '../../api/session';
import type { FileVersionView, FileView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import styles from './files.module.css';

/** What the page itself can draw; the rest is saved and opened by its own program. */
function shape(type: string): 'paper' | 'picture' | 'text' | null {
  if (type === 'application/pdf') return 'paper';
  if (type.startsWith('image/')) return 'picture';
  return type.startsWith('text/') ? 'text' : null;
}

/** A version in the page, under a watermark. It is fetched only when somebody asks: each look stands in the trail. */
export function FileViewer({ file, version }: { file: FileView; version: FileVersionView }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  // What was lent comes as a stamped PDF, whatever it is.
  const lent = file.lent_until !== null;
  const drawn = lent ? 'paper' : shape(version.media_type);
  return (
    <div className="stack">
      <div className="row">
        {drawn && !open && (
          <Button look="primary" icon="eye" onClick={() => setOpen(true)}>
            {t('files.view')}
          </Button>
        )}
        {!lent && (
          <a className={buttonClass()} href={fileAddress(file.id, version.version)} download>
            {t('files.download')}
          </a>
        )}
        <span className="muted small">{t('files.view_is_recorded')}</span>
      </div>
      {!drawn && <Notice>{t('files.no_preview')}</Notice>}
      {open && drawn && <Opened file={file} version={version} drawn={drawn} />}
    </div>
  );
}

function Opened({
  file,
  version,
  drawn,
}: {
  file: FileView;
  version: FileVersionView;
  drawn: 'paper' | 'picture' | 'text';
}) {
  const t = useText();
  const type = drawn === 'paper' ? 'application/pdf' : version.media_type;
  const bytes = useQuery(fileBytesQuery(file.id, version.version, type));
  return (
    <QueryState query={bytes} what={t('files.document')} framed={false}>
      {(blob) => (
        <div className={styles.view}>
          <Drawn blob={blob} drawn={drawn} title={file.title ?? t('files.document')} />
          <Watermark />
        </div>
      )}
    </QueryState>
  );
}

function Drawn({ blob, drawn, title }: { blob: Blob; drawn: 'paper' | 'picture' | 'text'; title: string }) {
  const t = useText();
  const address = useAddress(blob);
  const text = useBlobText(drawn === 'text' ? blob : null);
  if (!address) return null;
  if (drawn === 'text') return <pre className={styles.text}>{text}</pre>;
  if (drawn === 'picture') return <img className={styles.picture} src={address} alt={title} />;
  if (!navigator.pdfViewerEnabled) {
    return (
      <Notice
        action={
          <a className={buttonClass()} href={address} target="_blank" rel="noreferrer">
            {t('files.open_apart')}
          </a>
        }
      >
        {t('certificate.no_viewer')}
      </Notice>
    );
  }
  return <iframe className={styles.paper} src={`${address}#toolbar=0&navpanes=0&view=FitH`} title={title} />;
}

/** Who looks, and when, over what is looked at: a photograph of the screen names its photographer. */
export function Watermark() {
  const session = useSession();
  const format = useFormats();
  const [at] = useState(() => new Date().toISOString());
  const words = `${session.display_name} ${session.login} ${format.moment(at)}`;
  return (
    <div className={styles.watermark} aria-hidden="true" data-testid="watermark">
      {Array.from({ length: 60 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same words over and over
        <span key={index}>{words}</span>
      ))}
    </div>
  );
}

/** An address in this browser for what is in memory; given back when it is no longer shown. */
function useAddress(blob: Blob): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address;
}

function useBlobText(blob: Blob | null): string {
  const [text, setText] = useState('');
  useEffect(() => {
    let left = false;
    void blob?.text().then((read) => left || setText(read));
    return () => {
      left = true;
    };
  }, [blob]);
  return text;
}
