//! Issuing and revoking.

use chrono::Datelike;
use documents::certificate::{
    CertificateError, ContractTerm, IdentityNumber, LeavingCertificate, ServiceYears, SignatureMark, Verification,
    render,
};
use kernel::{CertificateId, Date, PersonId, Problem, Record};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Assignment, Certificate as Row, Contract, Employment, LegalEntity, Person};
use vault::tokens::{TokenDigest, public_code};

use crate::files::{Archive, archive_in};
use crate::{App, Result};

/// What is certified.
#[derive(Debug, Clone)]
pub struct IssueOf<'a> {
    /// The employment.
    pub employment: &'a Employment,
    /// Its last day.
    pub last_day: Date,
    /// A certificate that this one replaces; it must be revoked.
    pub replaces: Option<CertificateId>,
}

/// Names of the fields on the paper, as `law` knows them. A field that is added to the paper is added here and
/// then judged by art. 24.
const FIELDS: [&str; 14] = [
    "certificate_number",
    "employer_name",
    "unified_social_credit_code",
    "name",
    "id_number",
    "contract_term",
    "end_date",
    "position",
    "service_years",
    "issue_date",
    "verification_url",
    "qr_code",
    "signature",
    "seal",
];

/// Issues a certificate: number, paper, signature, all in this unit of work, or nothing.
pub async fn issue_in(app: &App, work: &mut UnitOfWork, of: IssueOf<'_>) -> Result<CertificateId> {
    let IssueOf { employment, last_day, replaces } = of;
    let issued_on = app.day_of(work.now());
    check(issued_on)?;
    refuse_second(work, employment, replaces).await?;
    let year = issued_on.year();
    // The unit of work is the only writer: the next number is free until it commits.
    let newest = Find::<Row>::new().eq(Row::YEAR, year).descending(Row::SEQUENCE).limit(1).one(&work.db()).await?;
    let sequence = newest.map_or(0, |row| row.sequence) + 1;
    let number = format!("RH-{year}-{sequence:06}");
    let token = public_code(app.store().entropy());
    let marks = Marks { number: &number, token: &token, issued_on };
    let paper = paper(app, work, employment, last_day, marks).await?;
    let pdf = render(&paper).map_err(refused)?.bytes;
    let signature = app.signer().sign(&pdf);
    let id = work.new_id();
    let archive = Archive {
        person: PersonId(employment.person_id),
        category: "leaving",
        title: format!("离职证明 {number}"),
        file_name: format!("离职证明 {} {number}.pdf", paper.name),
        media_type: "application/pdf",
        bytes: pdf.clone(),
        source: ("certificate", id),
    };
    archive_in(app, work, archive).await?;
    let row = Row {
        id,
        person_id: employment.person_id,
        employment_id: employment.employment_id,
        number,
        year,
        sequence,
        status: "valid".to_owned(),
        issued_on,
        issued_at: work.now().into(),
        issued_by: work.context().actor,
        sha256: sha256(&pdf),
        pdf: work.seal(Row::META, Row::PDF, id, &pdf),
        signature: signature.to_string(),
        public_key: app.signer().public().to_pem(),
        token_digest: TokenDigest::of(&token).as_bytes().to_vec(),
        token: work.seal(Row::META, Row::TOKEN, id, &token),
        replaces_id: replaces.map(|id| id.0),
        revoked_at: None,
        revoke_reason: None,
    };
    work.insert(row).await?;
    Ok(CertificateId(id))
}

/// The paper says what the law wants and nothing that could hurt the person (arts. 24, 50, 89).
fn check(on: Date) -> Result<()> {
    let law = law::Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let fields = FIELDS.map(str::to_owned);
    let found = law::termination::certificate_check(law, &fields, on).map_err(|refusal| refusal.problem())?;
    if found.value.valid {
        return Ok(());
    }
    let wrong = [found.value.missing, found.value.forbidden].concat().join(", ");
    Err(Problem::conflict("certificate.fields").with("fields", wrong).by_law("《劳动合同法实施条例》第二十四条"))
}

/// One valid certificate for one employment; another only after the first was revoked.
async fn refuse_second(work: &UnitOfWork, employment: &Employment, replaces: Option<CertificateId>) -> Result<()> {
    let rows = Find::<Row>::new().eq(Row::EMPLOYMENT_ID, employment.employment_id).all(&work.db()).await?;
    if let Some(valid) = rows.iter().find(|row| row.status == "valid") {
        return Err(Problem::conflict("certificate.issued").with("number", &valid.number));
    }
    if replaces.is_some_and(|old| !rows.iter().any(|row| row.id == old.0)) {
        return Err(Problem::not_found("certificate.unknown"));
    }
    Ok(())
}

/// What tells this certificate from others.
struct Marks<'a> {
    number: &'a str,
    token: &'a str,
    issued_on: Date,
}

async fn paper(
    app: &App,
    work: &UnitOfWork,
    employment: &Employment,
    last_day: Date,
    marks: Marks<'_>,
) -> Result<LeavingCertificate> {
    let Marks { number, token, issued_on } = marks;
    let db = work.db();
    let lacking = |field: &str| Problem::conflict("certificate.fact_missing").with("field", field);
    let person = Find::<Person>::by_id(&db, employment.person_id).await?.ok_or_else(|| lacking("name"))?;
    let entity =
        Find::<LegalEntity>::by_id(&db, employment.legal_entity_id).await?.ok_or_else(|| lacking("employer"))?;
    let assignments = Find::<Assignment>::new().eq(Assignment::EMPLOYMENT_ID, employment.employment_id).known();
    let assignments = assignments.ascending(Assignment::VALID_FROM).all(&db).await?;
    let assignment =
        assignments.into_iter().rfind(|row| row.valid_from <= last_day).ok_or_else(|| lacking("position"))?;
    let contracts = Find::<Contract>::new().eq(Contract::EMPLOYMENT_ID, employment.employment_id).known();
    let contracts = contracts.ascending(Contract::VALID_FROM).all(&db).await?;
    let contract =
        contracts.into_iter().rfind(|row| row.valid_from <= last_day).ok_or_else(|| lacking("contract_term"))?;
    // Article 24 of the implementing regulations asks for neither number, and the certificate waits for nothing.
    let identity_number = match &person.identity_number {
        Some(sealed) => IdentityNumber::Full(
            app.store().unseal("person", Person::IDENTITY_NUMBER, person.id, sealed)?.into_exposed(),
        ),
        None => IdentityNumber::NotOnRecord,
    };
    Ok(LeavingCertificate {
        number: number.to_owned(),
        employer: entity.name,
        social_credit_code: entity.credit_code.unwrap_or_default(),
        name: person.full_name,
        identity_document: "居民身份证".to_owned(),
        identity_number,
        term: term(&contract),
        ended_on: last_day,
        position: assignment.position,
        service: ServiceYears::between(employment.valid_from, last_day),
        issued_on,
        verification: Verification {
            url: super::read::verification_url(app, token),
            short_code: token.chars().take(8).collect(),
        },
        signature: SignatureMark { algorithm: "Ed25519".to_owned(), key_id: app.signer().public().id().to_string() },
    })
}

fn term(contract: &Contract) -> ContractTerm {
    let first_day = contract.valid_from;
    let last_day = contract.valid_until.map(|until| until - chrono::Days::new(1));
    match (contract.kind.as_str(), last_day) {
        ("task", _) => ContractTerm::Task { first_day, task: None },
        ("fixed_term", Some(last_day)) => ContractTerm::Fixed { first_day, last_day },
        _ => ContractTerm::OpenEnded { first_day },
    }
}

pub(super) fn refused(error: CertificateError) -> Problem {
    match error {
        CertificateError::Missing(field) => Problem::conflict("certificate.fact_missing").with("field", field),
        CertificateError::EndsBeforeItBegins => Problem::conflict("certificate.ends_before_it_begins"),
        CertificateError::Pdf(error) => {
            tracing::error!(%error, "a certificate cannot be rendered");
            Problem::new(kernel::ErrorKind::Internal, "internal.certificate")
        }
    }
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    hex::encode(sha2::Sha256::digest(bytes))
}

/// Revokes a certificate. Its public page says so from now on.
pub async fn revoke_in(work: &mut UnitOfWork, id: CertificateId, reason: String) -> Result<()> {
    let row = Find::<Row>::by_id(&work.db(), id.0).await?.ok_or(Problem::not_found("certificate.unknown"))?;
    if row.status != "valid" {
        return Err(Problem::conflict("certificate.revoked"));
    }
    let new = Row {
        status: "revoked".to_owned(),
        revoked_at: Some(work.now().into()),
        revoke_reason: Some(work.seal(Row::META, Row::REVOKE_REASON, row.id, &reason)),
        ..row.clone()
    };
    Ok(work.update(&row, new).await?)
}
