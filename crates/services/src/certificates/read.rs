//! Reading certificates: for those who may issue them, and for the person.

use access::{Caller, Permission};
use kernel::{CertificateId, Problem};
use storage::Db;
use storage::audit::Action;
use storage::query::{Find, subject_of};
use storage::rows::{Certificate as Row, Person};
use uuid::Uuid;

use super::views::{CertificateFile, CertificateSignature, CertificateView};
use crate::{App, Result};

pub(super) fn verification_url(app: &App, token: &str) -> String {
    format!("{}/verify/{token}", app.public_url())
}

fn key_id(row: &Row) -> String {
    key_of(&row.signature)
}

/// The key that a signature names.
pub(super) fn key_of(signature: &str) -> String {
    signature.split(':').nth(1).unwrap_or_default().to_owned()
}

/// The certificates of an employment, newest first. The right to see them is checked by the caller's room.
pub async fn certificates_of(app: &App, db: &Db<'_>, employment: Uuid) -> Result<Vec<CertificateView>> {
    let rows = Find::<Row>::new().eq(Row::EMPLOYMENT_ID, employment).descending(Row::ISSUED_AT).all(db).await?;
    rows.iter().map(|row| view(app, row)).collect()
}

fn view(app: &App, row: &Row) -> Result<CertificateView> {
    let token = app.store().unseal("certificate", Row::TOKEN, row.id, &row.token)?;
    Ok(CertificateView {
        id: CertificateId(row.id),
        number: row.number.clone(),
        status: row.status.clone(),
        issued_on: row.issued_on,
        issued_at: row.issued_at.into(),
        verification_url: verification_url(app, token.expose()),
        sha256: row.sha256.clone(),
        key_id: key_id(row),
        revoked_at: row.revoked_at.map(Into::into),
        replaces_id: row.replaces_id.map(CertificateId),
    })
}

async fn readable(app: &App, caller: &Caller, id: CertificateId) -> Result<Row> {
    caller.require(Permission::SessionUse)?;
    let unknown = || Problem::not_found("certificate.unknown");
    let row = Find::<Row>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    let may = caller.is(row.person_id) || caller.scope(Permission::CertificateIssue).covers(&subject);
    if may { Ok(row) } else { Err(unknown()) }
}

/// The file, as it was signed. The download stands in the trail.
pub async fn certificate_file(app: &App, caller: &Caller, id: CertificateId) -> Result<CertificateFile> {
    let row = readable(app, caller, id).await?;
    let person = Find::<Person>::by_id(&app.db(), row.person_id).await?;
    let bytes = app.store().unseal("certificate", Row::PDF, row.id, &row.pdf)?.into_exposed();
    let mut work = app.begin(caller, "download_certificate", None).await?;
    work.record(Action::Export, "certificate", row.id, Some(row.person_id));
    work.commit().await?;
    let name = person.map(|person| person.full_name).unwrap_or_default();
    Ok(CertificateFile { name: format!("离职证明 {name} {}.pdf", row.number), bytes })
}

/// The detached signature with the public key.
pub async fn certificate_signature(app: &App, caller: &Caller, id: CertificateId) -> Result<CertificateSignature> {
    let row = readable(app, caller, id).await?;
    Ok(CertificateSignature {
        key_id: key_id(&row),
        signature_base64: row.signature.rsplit(':').next().unwrap_or_default().to_owned(),
        number: row.number,
        algorithm: "Ed25519".to_owned(),
        signature: row.signature,
        public_key_pem: row.public_key,
        sha256: row.sha256,
    })
}
