import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { certificateFile, signatureQuery } from '../../api/certificates';
import type { CertificateView } from '../../api/types';
import { useFormats } from '../../i18n/format';
import { useText } from '../../i18n/useText';
import { Button, buttonClass } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { Drawer } from '../../ui/Modal';
import { QueryState } from '../../ui/QueryState';
import { Tag } from '../../ui/Tag';
import { CertificatePreview } from './CertificatePreview';
import styles from './offboarding.module.css';

/** The leaving certificate: due at the end of employment, waiting for nothing (Labour Contract Law art. 50). */
export function CertificateCard({
  certificates,
  from,
  actions,
}: {
  certificates: CertificateView[];
  /** From when it can be issued: an instant or a day. */
  from: string | null;
  actions?: ReactNode;
}) {
  const t = useText();
  const format = useFormats();
  const valid = certificates.find((certificate) => certificate.status === 'valid');
  return (
    <Card
      title={t('certificate.title')}
      extra={
        <Tag tone={valid ? 'good' : 'neutral'}>
          {valid ? t('certificate.status.valid') : t('certificate.not_issued')}
        </Tag>
      }
      foot={<span>{t('certificate.no_gate')}</span>}
    >
      <div className="stack">
        <p className="soft">{t('certificate.content')}</p>
        {!valid && from && <p>{t('certificate.from', { at: format.start(from) })}</p>}
        {certificates.map((certificate) => (
          <Certificate key={certificate.id} certificate={certificate} />
        ))}
        {actions && <div className="row">{actions}</div>}
      </div>
    </Card>
  );
}

function Certificate({ certificate }: { certificate: CertificateView }) {
  const t = useText();
  const format = useFormats();
  const [open, setOpen] = useState<'preview' | 'signature' | null>(null);
  const revoked = certificate.status !== 'valid';
  const close = () => setOpen(null);
  return (
    <div className={styles.certificate}>
      <p className="row">
        <b>{certificate.number}</b>
        {revoked && <Tag tone="bad">{t('certificate.status.revoked')}</Tag>}
      </p>
      <p className="muted small">
        {format.parts([
          t('certificate.issued', { day: format.day(certificate.issued_on) }),
          certificate.revoked_at && t('certificate.revoked', { at: format.moment(certificate.revoked_at) }),
        ])}
      </p>
      <div className="row">
        <Button
          size="small"
          look={revoked ? 'default' : 'primary'}
          icon="eye"
          onClick={() => setOpen('preview')}
        >
          {t('certificate.preview')}
        </Button>
        <Download certificate={certificate} />
        <Button size="small" icon="shield" onClick={() => setOpen('signature')}>
          {t('certificate.signature')}
        </Button>
      </div>
      <Drawer
        wide
        open={open === 'preview'}
        title={t('certificate.number_of', { number: certificate.number })}
        onClose={close}
        foot={
          <>
            <Button onClick={() => setOpen('signature')}>{t('certificate.signature')}</Button>
            <Download certificate={certificate} big />
          </>
        }
      >
        <CertificatePreview id={certificate.id} number={certificate.number} />
      </Drawer>
      <Drawer open={open === 'signature'} title={t('certificate.signature')} onClose={close}>
        <Signature certificate={certificate} />
      </Drawer>
    </div>
  );
}

function Download({ certificate, big }: { certificate: CertificateView; big?: boolean }) {
  const t = useText();
  return (
    <a
      className={big ? buttonClass('primary') : buttonClass('default', 'small')}
      href={certificateFile(certificate.id)}
      download={`${certificate.number}.pdf`}
    >
      {t('certificate.download')}
    </a>
  );
}

function Signature({ certificate }: { certificate: CertificateView }) {
  const t = useText();
  const signature = useQuery(signatureQuery(certificate.id));
  return (
    <div className="stack">
      <p>{t('certificate.signature.note')}</p>
      <p>
        <a href={certificate.verification_url} target="_blank" rel="noreferrer">
          {t('certificate.verify_page')}
        </a>
      </p>
      <QueryState query={signature} what={t('certificate.signature')} framed={false}>
        {(data) => (
          <>
            <Facts
              items={[
                [t('certificate.number'), data.number],
                [t('certificate.algorithm'), data.algorithm],
                [t('certificate.key_id'), <code key="key">{data.key_id}</code>],
                [
                  t('certificate.sha256'),
                  <code key="sha" className={styles.long}>
                    {data.sha256}
                  </code>,
                ],
                [
                  t('certificate.signature_value'),
                  <code key="sig" className={styles.long}>
                    {data.signature_base64}
                  </code>,
                ],
              ]}
            />
            <pre className={styles.pem}>{data.public_key_pem}</pre>
            <div className="row">
              <a
                className={buttonClass('default', 'small')}
                href={`data:application/x-pem-file;charset=utf-8,${encodeURIComponent(data.public_key_pem)}`}
                download="renhe-public-key.pem"
              >
                {t('certificate.download_key')}
              </a>
              <a
                className={buttonClass('default', 'small')}
                href={`data:application/octet-stream;base64,${data.signature_base64}`}
                download={`${data.number}.sig`}
              >
                {t('certificate.download_signature')}
              </a>
            </div>
            <p className="muted small">{t('certificate.openssl')}</p>
            <pre className={styles.pem}>
              openssl pkeyutl -verify -pubin -inkey renhe-public-key.pem -rawin -in {data.number}.pdf -sigfile{' '}
              {data.number}.sig
            </pre>
          </>
        )}
      </QueryState>
    </div>
  );
}
