//! The confirmation of a renewal: what both sides signed, filed beside the contract. It is no contract itself, and the
//! file of somebody whose signed text is missing stays incomplete.

use chrono::Datelike as _;
use documents::chinese_day;
use documents::letter::{Letter, render};
use kernel::{ErrorKind, PersonId, Problem, Record};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Contract, ContractRenewal, Employment, LegalEntity, Person};

use super::judge::day_before;
use super::views::TermsInput;
use crate::files::{Archive, archive_in};
use crate::{App, Result};

const TITLE: &str = "劳动合同续订确认书";

/// Files what a renewal that is being signed came to.
pub(super) async fn file_confirmation_in(
    app: &App,
    work: &mut UnitOfWork,
    (row, made): (&ContractRenewal, &Contract),
    terms: &TermsInput,
) -> Result<()> {
    let letter = letter(app, work, (row, made), terms).await?;
    let pdf = render(&letter).map_err(|error| {
        tracing::error!(renewal = %row.id, %error, "the confirmation of a renewal cannot be made");
        Problem::new(ErrorKind::Internal, "internal.paper")
    })?;
    let archive = Archive {
        person: PersonId(row.person_id),
        category: "contract",
        title: format!("{TITLE} {}", letter.number),
        file_name: format!("{TITLE} {} {}.pdf", letter.name, letter.number),
        media_type: "application/pdf",
        bytes: pdf.bytes,
        source: (ContractRenewal::META.name, row.id),
    };
    archive_in(app, work, archive).await?;
    Ok(())
}

async fn letter(
    app: &App,
    work: &UnitOfWork,
    (row, made): (&ContractRenewal, &Contract),
    terms: &TermsInput,
) -> Result<Letter> {
    let (db, today) = (work.db(), app.day_of(work.now()));
    let unknown = || Problem::not_found("contracts.renewal_unknown");
    let person = Find::<Person>::by_id(&db, row.person_id).await?.ok_or_else(unknown)?;
    let employment = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, row.employment_id).known();
    let employment = employment.descending(Employment::VALID_FROM).one(&db).await?.ok_or_else(unknown)?;
    let employer = Find::<LegalEntity>::by_id(&db, employment.legal_entity_id).await?;
    let id = row.id.simple().to_string();
    let day = row.first_day;
    Ok(Letter {
        title: TITLE.to_owned(),
        number: format!("XD-{:04}{:02}{:02}-{}", day.year(), day.month(), day.day(), id[..6].to_uppercase()),
        employer: employer.map(|entity| entity.name).unwrap_or_default(),
        name: person.full_name,
        employee_no: employment.employee_no,
        sentences: sentences(row, made, terms),
        rows: Vec::new(),
        written_on: today,
    })
}

fn sentences(row: &ContractRenewal, made: &Contract, terms: &TermsInput) -> Vec<String> {
    let (ended, first) = (chinese_day(day_before(row.first_day)), chinese_day(row.first_day));
    let signed = made.signed_on.map(chinese_day).unwrap_or_default();
    let term = match row.last_day {
        Some(last) => format!("固定期限，自{first}起至{}止", chinese_day(last)),
        None => format!("无固定期限，自{first}起"),
    };
    let number = terms.number.as_ref().map(|number| format!("，合同编号 {number}")).unwrap_or_default();
    let by = terms.signed_by.as_ref().map(|name| format!("，单位签署人 {name}")).unwrap_or_default();
    let mut sentences = vec![
        format!("您与本单位的劳动合同于{ended}届满，双方已于{signed}续订劳动合同{number}{by}。"),
        format!("续订后的合同期限：{term}。"),
    ];
    if row.same_terms {
        sentences.push("续订条件不低于原劳动合同约定的条件。".to_owned());
    }
    sentences.push("本确认书根据签署记录生成，不代替双方签字的劳动合同文本。".to_owned());
    sentences
}
