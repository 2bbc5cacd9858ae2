//! The public page: whoever holds the address learns whether the paper is valid, and nothing else.

use kernel::{Date, Problem};
use storage::Stamp;
use storage::query::Find;
use storage::rows::{Certificate as Row, Proof};
use vault::tokens::TokenDigest;

use super::read::key_of;
use super::views::{CertificateComparison, CertificateVerification, CompareFile};
use crate::{App, Result};

/// What anybody may know of a paper, whether it is a certificate of leaving or a proof.
struct Paper {
    status: String,
    number: String,
    issued_on: Date,
    revoked_at: Option<Stamp>,
    signature: String,
    sha256: String,
}

async fn find(app: &App, token: &str) -> Result<Paper> {
    let digest = TokenDigest::of(token).as_bytes().to_vec();
    if let Some(row) = Find::<Row>::new().eq(Row::TOKEN_DIGEST, digest.clone()).one(&app.db()).await? {
        return Ok(Paper {
            status: row.status,
            number: row.number,
            issued_on: row.issued_on,
            revoked_at: row.revoked_at,
            signature: row.signature,
            sha256: row.sha256,
        });
    }
    let row = Find::<Proof>::new().eq(Proof::TOKEN_DIGEST, digest).one(&app.db()).await?;
    let row = row.ok_or(Problem::not_found("certificate.unknown"))?;
    Ok(Paper {
        status: row.status,
        number: row.number,
        issued_on: row.issued_on,
        revoked_at: row.revoked_at,
        signature: row.signature,
        sha256: row.sha256,
    })
}

/// Whether the certificate behind a public address is valid.
pub async fn verify_certificate(app: &App, token: &str) -> Result<CertificateVerification> {
    let row = find(app, token).await?;
    Ok(CertificateVerification {
        key_id: key_of(&row.signature),
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
