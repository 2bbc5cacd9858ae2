import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { certificateBytesQuery } from '../../api/certificates';
import { useText } from '../../i18n/useText';
import { buttonClass } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { QueryState } from '../../ui/QueryState';
import styles from './offboarding.module.css';

/** The signed file as it is, drawn by the browser; where the browser draws no files, a way to open it. */
export function CertificatePreview({ id, number }: { id: string; number: string }) {
  const t = useText();
  const file = useQuery(certificateBytesQuery(id));
  return (
    <QueryState query={file} what={t('certificate.title')} framed={false}>
      {(blob) => <Paper blob={blob} title={t('certificate.number_of', { number })} />}
    </QueryState>
  );
}

function Paper({ blob, title }: { blob: Blob; title: string }) {
  const t = useText();
  const address = useAddress(blob);
  if (!address) return null;
  if (!navigator.pdfViewerEnabled) {
    return (
      <Notice
        action={
          <a className={buttonClass()} href={address} target="_blank" rel="noreferrer">
            {t('certificate.open')}
          </a>
        }
      >
        {t('certificate.no_viewer')}
      </Notice>
    );
  }
  // The viewer's own bars are left out: the paper is what is to be looked at.
  return <iframe className={styles.paper} src={`${address}#toolbar=0&navpanes=0&view=Fit`} title={title} />;
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
