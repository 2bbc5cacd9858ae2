import { useState } from 'react';
import { revokeCertificate } from '../../api/certificates';
import { issueCertificate } from '../../api/offboarding';
import type { OffboardingPage } from '../../api/types';
import { useWrite } from '../../api/useWrite';
import { useText } from '../../i18n/useText';
import { Button } from '../../ui/Button';
import { ProblemNotice } from '../../ui/ProblemNotice';
import { useToast } from '../../ui/Toast';
import { CertificateCard } from './CertificateCard';
import { ReasonDrawer } from './ReasonDrawer';

/** The certificate of the case, with issuing and revoking for those who may. */
export function CaseCertificate({ page }: { page: OffboardingPage }) {
  const t = useText();
  const toast = useToast();
  const [revoking, setRevoking] = useState(false);
  const issue = useWrite(issueCertificate, (made) =>
    toast({ text: t('certificate.done', { number: made.number }) }),
  );
  const valid = page.certificates.find((item) => item.status === 'valid');
  const mayIssue = page.actions.includes('issue_certificate');
  const mayRevoke = valid !== undefined && page.actions.includes('revoke_certificate');
  if (page.flow === null && page.certificates.length === 0) return null;
  return (
    <>
      <CertificateCard
        certificates={page.certificates}
        from={page.certificate_from}
        actions={
          (mayIssue || mayRevoke) && (
            <>
              {mayIssue && (
                <Button look="primary" size="small" busy={issue.busy} onClick={() => issue.run(page.id)}>
                  {t('certificate.issue')}
                </Button>
              )}
              {mayRevoke && (
                <Button look="danger" size="small" onClick={() => setRevoking(true)}>
                  {t('certificate.revoke')}
                </Button>
              )}
              <ProblemNotice problem={issue.problem} />
            </>
          )
        }
      />
      {valid && (
        <ReasonDrawer
          open={revoking}
          title={t('certificate.revoke')}
          note={t('certificate.revoke.note', { number: valid.number })}
          choice={t('certificate.reissue')}
          send={(reason, reissue) => revokeCertificate(valid.id, reason, reissue)}
          onClose={() => setRevoking(false)}
        />
      )}
    </>
  );
}
