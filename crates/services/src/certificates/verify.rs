//! The public page: whoever holds the address learns whether the paper is valid, and nothing else.

use kernel::Problem;
use storage::query::Find;
use storage::rows::Certificate as Row;
use vault::tokens::TokenDigest;

use super::read::key_id;
use super::views::{CertificateComparison, CertificateVerification, CompareFile};
use crate::{App, Result};

async fn find(app: &App, token: &str) -> Result<Row> {
    let digest = TokenDigest::of(token).as_bytes().to_vec();
    let row = Find::<Row>::new().eq(Row::TOKEN_DIGEST, digest).one(&app.db()).await?;
    row.ok_or(Problem::not_found("certificate.unknown"))
}

/// Whether the certificate behind a public address is valid.
pub async fn verify_certificate(app: &App, token: &str) -> Result<CertificateVerification> {
    let row = find(app, token).await?;
    Ok(CertificateVerification {
        key_id: key_id(&row),
        status: row.status,
        number: row.number,
        issued_on: row.issued_on,
        revoked_at: row.revoked_at.map(Into::into),
        algorithm: "Ed25519".to_owned(),
    })
}

/// Whether a file is the one that was issued, by its digest.
pub async fn compare_certificate(app: &App, token: &str, input: CompareFile) -> Result<CertificateComparison> {
    let row = find(app, token).await?;
    let claimed = input.sha256.trim().to_ascii_lowercase();
    if claimed.len() != 64 || !claimed.chars().all(|c| c.is_ascii_hexdigit()) {
        return Err(Problem::invalid("certificate.digest").at("/sha256"));
    }
    Ok(CertificateComparison { matches: claimed == row.sha256, status: row.status })
}
