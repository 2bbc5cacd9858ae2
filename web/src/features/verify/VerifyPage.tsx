import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { compareCertificate, verificationQuery } from '../../api/certificates';
import { asProblem } from '../../api/problem';
import { sessionOptionsQuery } from '../../api/session';
import type { CertificateVerification } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { chooseLocale } from '../../i18n/catalogue';
import { useFormats } from '../../i18n/format';
import { useLocale, useText } from '../../i18n/useText';
import { IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Facts } from '../../ui/Facts';
import { FileDrop } from '../../ui/fields';
import { Notice } from '../../ui/Notice';
import { usePageTitle } from '../../ui/Page';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { SkeletonRows } from '../../ui/Skeleton';
import { Empty, ErrorState } from '../../ui/states';
import { digestOf } from './digest';
import styles from './verify.module.css';

/** Whether a certificate is valid, for whoever holds its address. It says nothing about the person. */
export function VerifyPage() {
  const t = useText();
  const locale = useLocale();
  const { token } = useParams({ from: '/verify/$token' });
  const found = useQuery(verificationQuery(token));
  // Without a sign-in the firm's zone comes with the options of the session.
  const options = useQuery(sessionOptionsQuery);
  usePageTitle(t('verify.title'));
  return (
    <main className={styles.page}>
      <div className={styles.brand}>
        <span className={styles.logo} aria-hidden="true">
          和
        </span>
        {t('shell.product')}
      </div>
      <div className={styles.body}>
        <h1>{t('verify.title')}</h1>
        {found.data && !options.isPending ? (
          <>
            <Validity found={found.data} />
            <Compare token={token} />
          </>
        ) : found.error ? (
          <Failed error={found.error} onRetry={() => found.refetch()} />
        ) : (
          <SkeletonRows />
        )}
        <p className="muted small">{t('verify.nothing_else')}</p>
      </div>
      <IconButton
        icon="language"
        label={t('shell.language.switch')}
        onClick={() => chooseLocale(locale === 'en' ? 'zh-CN' : 'en')}
      />
    </main>
  );
}

function Failed({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useText();
  const problem = asProblem(error);
  if (problem.status === 404)
    return <Empty title={t('verify.unknown.title')}>{t('verify.unknown.body')}</Empty>;
  return <ErrorState problem={problem} what={t('verify.title')} onRetry={onRetry} />;
}

function Validity({ found }: { found: CertificateVerification }) {
  const t = useText();
  const format = useFormats();
  const valid = found.status === 'valid';
  return (
    <>
      <Notice
        tone={valid ? 'good' : 'bad'}
        icon={valid ? 'check' : 'warning'}
        title={t(valid ? 'verify.valid' : 'verify.revoked')}
      >
        {t(valid ? 'verify.valid.body' : 'verify.revoked.body')}
      </Notice>
      <Card title={t('certificate.title')}>
        <Facts
          items={[
            [t('certificate.number'), found.number],
            [t('certificate.issued_on'), format.day(found.issued_on)],
            [t('certificate.revoked_at'), found.revoked_at && format.moment(found.revoked_at)],
            [t('certificate.algorithm'), found.algorithm],
            [
              t('certificate.key_id'),
              <code key="key" className={styles.key}>
                {found.key_id}
              </code>,
            ],
          ]}
        />
      </Card>
    </>
  );
}

/** The file is compared by its digest; it stays in the browser. */
function Compare({ token }: { token: string }) {
  const t = useText();
  const compare = useCompare(token);
  return (
    <Card title={t('verify.compare')}>
      <div className="stack">
        <p className="soft">{t('verify.compare.note')}</p>
        <FileDrop accept="application/pdf,.pdf" onFile={(file) => compare.run(file)} />
        <ProblemNotice problem={compare.problem} />
        {compare.result && (
          <Notice
            live
            tone={compare.result.matches ? 'good' : 'bad'}
            icon={compare.result.matches ? 'check' : 'warning'}
            title={t(compare.result.matches ? 'verify.same' : 'verify.different')}
          >
            <code className={styles.key}>{compare.result.sha256}</code>
          </Notice>
        )}
      </div>
    </Card>
  );
}

interface Compared {
  sha256: string;
  matches: boolean;
}

function useCompare(token: string) {
  const [result, setResult] = useState<Compared | null>(null);
  const write = useWrite(async (file: File): Promise<Compared> => {
    const sha256 = await digestOf(file);
    const answer = await compareCertificate(token, sha256);
    return { sha256, matches: answer.matches };
  }, setResult);
  const run = (file: File) => {
    setResult(null);
    void write.run(file);
  };
  return { run, problem: write.problem, result };
}
