//! The certificate of a case: at the end of employment, waiting for no task (Labour Contract Law art. 50).

use access::{Caller, Permission};
use kernel::{CertificateId, FlowId, Problem};
use serde_json::json;
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Certificate, Offboarding as Row};
use uuid::Uuid;
use workflow::exit::{Act, may};

use super::case::{Open, case_for, employment, note, open, unknown};
use super::views::RevokeCertificate;
use crate::app::required_reason;
use crate::certificates::{CertificateView, IssueOf, certificates_of, issue_in, revoke_in};
use crate::flows::{complete_in, zone_of};
use crate::{App, Result};

/// Issues the certificate. Refused before the last day; from then on it waits for nothing.
pub async fn issue_certificate(app: &App, caller: &Caller, id: Uuid) -> Result<CertificateView> {
    let mut work = app.begin(caller, "issue_certificate", None).await?;
    let (open, _) = case_for(app, &work.db(), caller, Permission::CertificateIssue, id).await?;
    let employment = open.row.employment_id;
    let certificate = issue(app, &mut work, open, None).await?;
    work.commit().await?;
    shown(app, employment, certificate).await
}

/// The same inside a unit of work.
pub async fn issue_certificate_in(app: &App, work: &mut UnitOfWork, id: Uuid) -> Result<CertificateId> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or_else(unknown)?;
    let open = open(app.store(), row)?;
    issue(app, work, open, None).await
}

async fn issue(app: &App, work: &mut UnitOfWork, open: Open, replaces: Option<CertificateId>) -> Result<CertificateId> {
    let now = work.now();
    may(Some(&open.stored.case), Act::IssueCertificate, now, zone_of(app, now))?;
    let last_day = open.row.last_day.ok_or(Problem::conflict("offboarding.no_basis"))?;
    let employment = employment(&work.db(), open.row.employment_id).await?;
    let certificate = issue_in(app, work, IssueOf { employment: &employment, last_day, replaces }).await?;
    note(work, open.row.id, open.row.person_id, "certificate_issued", json!({ "certificate_id": certificate.0 }))
        .await?;
    if let Some(flow) = open.row.flow_id {
        match complete_in(app, work, FlowId(flow), "issue_certificate", None).await {
            Err(problem) if !matches!(problem.code, "task.already_done" | "flow.unknown_task" | "flow.ended") => {
                return Err(problem);
            }
            _ => {}
        }
    }
    Ok(certificate)
}

async fn shown(app: &App, employment: Uuid, id: CertificateId) -> Result<CertificateView> {
    let all = certificates_of(app, &app.db(), employment).await?;
    all.into_iter().find(|certificate| certificate.id == id).ok_or(Problem::not_found("certificate.unknown"))
}

/// Revokes a certificate with a reason, and issues a corrected one at once where that is asked for.
pub async fn revoke_certificate(
    app: &App,
    caller: &Caller,
    id: CertificateId,
    input: RevokeCertificate,
) -> Result<CertificateView> {
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "revoke_certificate", None).await?;
    let unknown = || Problem::not_found("certificate.unknown");
    let certificate = Find::<Certificate>::by_id(&work.db(), id.0).await?.ok_or_else(unknown)?;
    let case = Find::<Row>::new().eq(Row::EMPLOYMENT_ID, certificate.employment_id).descending(Row::OPENED_AT);
    let case = case.one(&work.db()).await?.ok_or_else(unknown)?;
    let (open, _) = case_for(app, &work.db(), caller, Permission::CertificateIssue, case.id).await?;
    revoke_in(&mut work, id, reason.clone()).await?;
    let detail = json!({ "certificate_id": id.0, "reason": reason });
    note(&mut work, open.row.id, open.row.person_id, "certificate_revoked", detail).await?;
    let shown_id = if input.reissue { issue(app, &mut work, open, Some(id)).await? } else { id };
    work.commit().await?;
    shown(app, certificate.employment_id, shown_id).await
}
