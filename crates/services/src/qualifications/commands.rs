//! Writing certificates.

use access::{Caller, Permission};
use kernel::{Problem, QualificationId, Record};
use storage::query::{Find, subject_of};
use storage::rows::{Person, Qualification};
use storage::{Stamp, UnitOfWork};
use uuid::Uuid;

use super::views::PutQualification;
use crate::{App, Created, Result};

/// Adds a certificate.
pub async fn add_qualification(app: &App, caller: &Caller, input: PutQualification) -> Result<Created> {
    require(app, caller, input.person_id.0).await?;
    check(&input)?;
    let mut work = app.begin(caller, "add_qualification", None).await?;
    let unknown = Problem::not_found("people.unknown").at("/person_id");
    Find::<Person>::by_id(&work.db(), input.person_id.0).await?.ok_or(unknown)?;
    let id = work.new_id();
    let recorded_at = work.now().into();
    let row = row(&work, id, input, recorded_at);
    work.insert(row).await?;
    work.commit().await?;
    Ok(Created { id })
}

/// Corrects a certificate. It stays with its holder.
pub async fn change_qualification(
    app: &App,
    caller: &Caller,
    id: QualificationId,
    input: PutQualification,
) -> Result<()> {
    caller.require(Permission::PersonWrite)?;
    let unknown = || Problem::not_found("qualifications.unknown");
    let old = Find::<Qualification>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    require(app, caller, old.person_id).await?;
    if input.person_id.0 != old.person_id {
        return Err(unknown().at("/person_id"));
    }
    check(&input)?;
    let mut work = app.begin(caller, "change_qualification", None).await?;
    let new = row(&work, id.0, input, old.recorded_at);
    work.update(&old, new).await?;
    work.commit().await?;
    Ok(())
}

async fn require(app: &App, caller: &Caller, person: Uuid) -> Result<()> {
    let subject = subject_of(&app.db(), person, app.today()).await?;
    caller.require_for(Permission::PersonWrite, &subject)
}

fn check(input: &PutQualification) -> Result<()> {
    for (pointer, text) in [("/title", &input.title), ("/issuer", &input.issuer)] {
        if text.trim().is_empty() {
            return Err(Problem::invalid("input.required").at(pointer));
        }
    }
    if input.expires_on.is_some_and(|day| day < input.issued_on) {
        return Err(Problem::invalid("qualifications.ends_before_issue").at("/expires_on"));
    }
    Ok(())
}

fn row(work: &UnitOfWork, id: Uuid, input: PutQualification, recorded_at: Stamp) -> Qualification {
    let number = input.number.map(|number| number.expose().trim().to_owned()).filter(|number| !number.is_empty());
    Qualification {
        id,
        person_id: input.person_id.0,
        title: input.title.trim().to_owned(),
        issuer: input.issuer.trim().to_owned(),
        number: number.map(|number| work.seal(Qualification::META, Qualification::NUMBER, id, &number)),
        issued_on: input.issued_on,
        expires_on: input.expires_on,
        recorded_at,
    }
}
