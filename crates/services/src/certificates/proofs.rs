//! Proofs of employment and of income by self-service: numbered, signed and verified like the certificate of leaving.

use access::{Caller, Permission};
use chrono::Datelike;
use documents::certificate::{IdentityNumber, SignatureMark, Verification};
use documents::proof::{Proof, Proven, render};
use kernel::{Date, Money, PersonId, Problem, Record};
use storage::UnitOfWork;
use storage::audit::Action;
use storage::query::Find;
use storage::rows::{Assignment, Employment, LegalEntity, Person, Proof as Row};
use uuid::Uuid;
use vault::tokens::{TokenDigest, public_code};

use super::issue::{refused, sha256};
use super::read::verification_url;
use super::views::{CertificateFile, IssueProof, ProofList, ProofView};
use crate::files::{Archive, archive_in};
use crate::settlement::{average_wage, month_wage};
use crate::{App, Result};

/// Kinds of proofs.
const KINDS: [&str; 2] = ["employment", "income"];

fn own(caller: &Caller) -> Result<PersonId> {
    caller.require(Permission::SessionUse)?;
    caller.person().ok_or(Problem::forbidden("certificate.no_person"))
}

/// Issues a proof about the caller: a statement of facts, which waits for nobody.
pub async fn issue_own_proof(app: &App, caller: &Caller, input: IssueProof) -> Result<ProofView> {
    let person = own(caller)?;
    let mut work = app.begin(caller, "issue_own_proof", None).await?;
    let row = issue_proof_in(app, &mut work, person, input).await?;
    work.commit().await?;
    view(app, &row)
}

/// The same inside a unit of work.
pub async fn issue_proof_in(app: &App, work: &mut UnitOfWork, person: PersonId, input: IssueProof) -> Result<Row> {
    if !KINDS.contains(&input.kind.as_str()) {
        return Err(Problem::invalid("input.choice").at("/kind").with("choices", KINDS.join(", ")));
    }
    let purpose = input.purpose.trim().to_owned();
    if purpose.is_empty() || purpose.chars().count() > 40 {
        return Err(Problem::invalid("certificate.purpose").at("/purpose"));
    }
    let issued_on = app.day_of(work.now());
    let employment = Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).known().on(issued_on);
    let employment = employment.one(&work.db()).await?.ok_or(Problem::conflict("certificate.not_employed"))?;
    let year = issued_on.year();
    // The unit of work is the only writer: the next number is free until it commits.
    let newest = Find::<Row>::new().eq(Row::YEAR, year).descending(Row::SEQUENCE).limit(1).one(&work.db()).await?;
    let sequence = newest.map_or(0, |row| row.sequence) + 1;
    let number = format!("ZM-{year}-{sequence:06}");
    let token = public_code(app.store().entropy());
    let proven = match input.kind.as_str() {
        "income" => income(app, work, &employment, issued_on).await?,
        _ => Proven::Employment,
    };
    let paper = paper(app, work, &employment, (&number, &token, issued_on), (&purpose, proven)).await?;
    let pdf = render(&paper).map_err(refused)?.bytes;
    let id = work.new_id();
    let archive = archive(&paper, (person, id), &input.kind, pdf.clone());
    archive_in(app, work, archive).await?;
    let row = Row {
        id,
        person_id: person.0,
        employment_id: employment.employment_id,
        kind: input.kind,
        purpose,
        number,
        year,
        sequence,
        status: "valid".to_owned(),
        issued_on,
        issued_at: work.now().into(),
        sha256: sha256(&pdf),
        signature: app.signer().sign(&pdf).to_string(),
        pdf: work.seal(Row::META, Row::PDF, id, &pdf),
        public_key: app.signer().public().to_pem(),
        token_digest: TokenDigest::of(&token).as_bytes().to_vec(),
        token: work.seal(Row::META, Row::TOKEN, id, &token),
        revoked_at: None,
    };
    work.insert(row.clone()).await?;
    Ok(row)
}

fn title(kind: &str) -> &'static str {
    if kind == "income" { "收入证明" } else { "在职证明" }
}

/// The copy in the file. One that names pay stands with the decisions on pay, so that only who may see pay reads it.
fn archive(paper: &Proof, (person, proof): (PersonId, Uuid), kind: &str, bytes: Vec<u8>) -> Archive {
    let title = title(kind);
    Archive {
        person,
        category: if kind == "income" { "pay" } else { "proof" },
        title: format!("{title} {}", paper.number),
        file_name: format!("{title} {} {}.pdf", paper.name, paper.number),
        media_type: "application/pdf",
        bytes,
        source: (Row::META.name, proof),
    }
}

/// Figures come from the own records of pay and from nowhere else.
async fn income(app: &App, work: &UnitOfWork, employment: &Employment, day: Date) -> Result<Proven> {
    let monthly = month_wage(app.store(), &work.db(), employment, day).await?;
    let (average, months): (Money, u32) = average_wage(app.store(), &work.db(), employment, day).await?.0;
    Ok(Proven::Income { monthly, average: (months > 0).then_some((average, months)) })
}

async fn paper(
    app: &App,
    work: &UnitOfWork,
    employment: &Employment,
    (number, token, issued_on): (&str, &str, Date),
    (purpose, proven): (&str, Proven),
) -> Result<Proof> {
    let db = work.db();
    let lacking = |field: &str| Problem::conflict("certificate.fact_missing").with("field", field);
    let person = Find::<Person>::by_id(&db, employment.person_id).await?.ok_or_else(|| lacking("name"))?;
    let entity =
        Find::<LegalEntity>::by_id(&db, employment.legal_entity_id).await?.ok_or_else(|| lacking("employer"))?;
    let assignment = Find::<Assignment>::new().eq(Assignment::EMPLOYMENT_ID, employment.employment_id).known();
    let assignment = assignment.on(issued_on).one(&db).await?.ok_or_else(|| lacking("position"))?;
    let identity_number = match &person.identity_number {
        Some(sealed) => IdentityNumber::Full(
            app.store().unseal("person", Person::IDENTITY_NUMBER, person.id, sealed)?.into_exposed(),
        ),
        None => IdentityNumber::NotOnRecord,
    };
    Ok(Proof {
        number: number.to_owned(),
        employer: entity.name,
        social_credit_code: entity.credit_code.unwrap_or_default(),
        name: person.full_name,
        identity_number,
        since: employment.valid_from,
        position: assignment.position,
        purpose: purpose.to_owned(),
        proven,
        issued_on,
        verification: Verification { url: verification_url(app, token), short_code: token.chars().take(8).collect() },
        signature: SignatureMark { algorithm: "Ed25519".to_owned(), key_id: app.signer().public().id().to_string() },
    })
}

/// The caller's own proofs, the newest first.
pub async fn own_proofs(app: &App, caller: &Caller) -> Result<ProofList> {
    let person = own(caller)?;
    let rows = Find::<Row>::new().eq(Row::PERSON_ID, person.0).descending(Row::ISSUED_AT).all(&app.db()).await?;
    Ok(ProofList { items: rows.iter().map(|row| view(app, row)).collect::<Result<_>>()? })
}

async fn mine(app: &App, caller: &Caller, id: Uuid) -> Result<Row> {
    let person = own(caller)?;
    let row = Find::<Row>::by_id(&app.db(), id).await?.filter(|row| row.person_id == person.0);
    row.ok_or(Problem::not_found("certificate.unknown"))
}

/// The file, as it was signed; only for the person. The download stands in the trail.
pub async fn own_proof_file(app: &App, caller: &Caller, id: Uuid) -> Result<CertificateFile> {
    let row = mine(app, caller, id).await?;
    let bytes = app.store().unseal(Row::META.name, Row::PDF, row.id, &row.pdf)?.into_exposed();
    let mut work = app.begin(caller, "download_proof", None).await?;
    work.record(Action::Export, Row::META.name, row.id, Some(row.person_id));
    work.commit().await?;
    Ok(CertificateFile { name: format!("{} {}.pdf", title(&row.kind), row.number), bytes })
}

/// The person takes a proof back: its public page says so from now on.
pub async fn revoke_own_proof(app: &App, caller: &Caller, id: Uuid) -> Result<ProofView> {
    let row = mine(app, caller, id).await?;
    if row.status != "valid" {
        return Err(Problem::conflict("certificate.revoked"));
    }
    let mut work = app.begin(caller, "revoke_own_proof", None).await?;
    let new = Row { status: "revoked".to_owned(), revoked_at: Some(work.now().into()), ..row.clone() };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    view(app, &new)
}

fn view(app: &App, row: &Row) -> Result<ProofView> {
    let token = app.store().unseal(Row::META.name, Row::TOKEN, row.id, &row.token)?;
    Ok(ProofView {
        id: row.id,
        kind: row.kind.clone(),
        purpose: row.purpose.clone(),
        number: row.number.clone(),
        status: row.status.clone(),
        issued_on: row.issued_on,
        verification_url: verification_url(app, token.expose()),
        sha256: row.sha256.clone(),
    })
}
