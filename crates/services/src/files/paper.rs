//! A letter about an employment that a flow makes and files at once.

use chrono::Datelike as _;
use documents::letter::{Closing, Letter, render};
use kernel::{Date, ErrorKind, PersonId, Problem};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Employment, LegalEntity, Person};
use uuid::Uuid;

use super::archive::{Archive, archive_in};
use crate::{App, Result};

/// What a flow has to say to somebody.
#[derive(Debug)]
pub(crate) struct Paper {
    /// To whom.
    pub(crate) person: Uuid,
    /// Under which employment.
    pub(crate) employment: Uuid,
    /// A code of the catalogue `file_category`.
    pub(crate) category: &'static str,
    /// Heading.
    pub(crate) title: &'static str,
    /// Letters before its number, and the day in it.
    pub(crate) number: (&'static str, Date),
    /// The record that it comes from.
    pub(crate) source: (&'static str, Uuid),
    /// What it says.
    pub(crate) sentences: Vec<String>,
    /// How it ends.
    pub(crate) closing: Closing,
}

/// Writes the letter in the employer's name and files it, in the flow's own transaction.
pub(crate) async fn file_paper_in(app: &App, work: &mut UnitOfWork, paper: Paper) -> Result<()> {
    let Paper { person, category, title, source, .. } = paper;
    let letter = letter(app, work, paper).await?;
    let pdf = render(&letter).map_err(|error| {
        tracing::error!(record = source.0, id = %source.1, %error, "a paper cannot be made");
        Problem::new(ErrorKind::Internal, "internal.paper")
    })?;
    let archive = Archive {
        person: PersonId(person),
        category,
        title: format!("{title} {}", letter.number),
        file_name: format!("{title} {} {}.pdf", letter.name, letter.number),
        media_type: "application/pdf",
        bytes: pdf.bytes,
        source,
    };
    archive_in(app, work, archive).await?;
    Ok(())
}

async fn letter(app: &App, work: &UnitOfWork, paper: Paper) -> Result<Letter> {
    let db = work.db();
    let damaged = || Problem::new(ErrorKind::Internal, "internal.paper");
    let person = Find::<Person>::by_id(&db, paper.person).await?.ok_or_else(damaged)?;
    let employment = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, paper.employment).known();
    let employment = employment.descending(Employment::VALID_FROM).one(&db).await?.ok_or_else(damaged)?;
    let employer = Find::<LegalEntity>::by_id(&db, employment.legal_entity_id).await?;
    Ok(Letter {
        title: paper.title.to_owned(),
        number: number(paper.number, paper.source.1),
        employer: employer.map(|entity| entity.name).unwrap_or_default(),
        name: person.full_name,
        employee_no: employment.employee_no,
        sentences: paper.sentences,
        rows: Vec::new(),
        written_on: app.day_of(work.now()),
        closing: paper.closing,
    })
}

fn number((prefix, day): (&str, Date), id: Uuid) -> String {
    let id = id.simple().to_string();
    format!("{prefix}-{:04}{:02}{:02}-{}", day.year(), day.month(), day.day(), id[..6].to_uppercase())
}
