//! One change for many: first what it would do, then the doing, in one stroke.

use std::collections::HashMap;

use access::{Caller, Permission, Scope};
use kernel::{EmploymentId, FieldClass, PersonId, Problem};
use storage::query::people::{self as roster, Plan, RosterFilter, RosterRow};
use storage::query::subjects_of;
use uuid::Uuid;

use super::views::{BulkDone, BulkLine, BulkPreview, BulkRefusal, BulkTransfer, BulkWarning};
use super::wanted::{Wanted, later, post};
use crate::people::{PersonRef, roster_filter, transfer_in};
use crate::{App, Result};

/// One unit of work holds up everybody else who writes: no more than takes a few seconds.
const MOST: usize = 2_000;
/// Labour Contract Law art. 35: the work place is changed by agreement, in writing.
const ART_35: &str = "《劳动合同法》第三十五条";

/// A line, and what it takes to carry it out.
struct Line {
    view: BulkLine,
    employment: Option<Uuid>,
}

/// What a transfer would do to everybody of a selection.
pub async fn preview_bulk_transfer(app: &App, caller: &Caller, input: BulkTransfer) -> Result<BulkPreview> {
    caller.require(Permission::PersonWrite)?;
    let wanted = Wanted::read(app, caller, &input).await?;
    let lines = lines(app, caller, &input, &wanted).await?;
    let items: Vec<BulkLine> = lines.into_iter().map(|line| line.view).collect();
    let refused = items.iter().filter(|line| line.refused.is_some()).count() as u64;
    Ok(BulkPreview { changed: items.len() as u64 - refused, refused, items })
}

/// Transfers everybody of a selection whom nothing speaks against, in one unit of work.
pub async fn transfer_many(app: &App, caller: &Caller, input: BulkTransfer) -> Result<BulkDone> {
    caller.require(Permission::PersonWrite)?;
    let wanted = Wanted::read(app, caller, &input).await?;
    let lines = lines(app, caller, &input, &wanted).await?;
    let all = lines.len() as u64;
    let lines: Vec<Line> = lines.into_iter().filter(|line| line.view.refused.is_none()).collect();
    let changed = lines.len() as u64;
    if input.expected.is_some_and(|expected| expected != changed) {
        return Err(Problem::conflict("directory.selection_changed").with("changed", changed));
    }
    let by_agreement = lines.iter().any(|line| line.view.warnings.contains(&BulkWarning::AgreementNeeded));
    if by_agreement && !input.agreed {
        return Err(Problem::conflict("directory.agreement_missing").at("/agreed").by_law(ART_35));
    }
    let reason = by_agreement.then(|| "work places changed by written agreement".to_owned());
    let mut work = app.begin(caller, "transfer_many", reason).await?;
    let known_at = work.now();
    for line in lines {
        let Some(employment) = line.employment else { continue };
        transfer_in(&mut work, EmploymentId(employment), wanted.transfer(), known_at).await?;
    }
    work.commit().await?;
    Ok(BulkDone { changed, refused: all - changed })
}

async fn lines(app: &App, caller: &Caller, input: &BulkTransfer, wanted: &Wanted) -> Result<Vec<Line>> {
    let db = app.db();
    let selected = selected(app, caller, input).await?;
    let ids: Vec<Uuid> = selected.iter().map(|row| row.person_id).collect();
    // As it will be on the first day: whoever has left by then has no line there.
    let everybody = Scope::everything();
    let then = RosterFilter { persons: Some(ids.clone()), ..RosterFilter::new(input.first_day, app.now(), everybody) };
    let then = roster::page(&db, &then, Plan::Few, u64::from(u32::MAX)).await?.rows;
    let then: HashMap<Uuid, RosterRow> = then.into_iter().map(|row| (row.person_id, row)).collect();
    let later = later(app, then.values().map(|row| row.employment_id), input.first_day).await?;
    let subjects = subjects_of(&db, &ids, app.today()).await?;
    let may = caller.scope(Permission::PersonWrite);
    let lines = selected.into_iter().map(|row| {
        let at = then.get(&row.person_id);
        let subject = subjects.get(&row.person_id);
        let refused = match at {
            _ if caller.is(row.person_id) => Some(BulkRefusal::OwnRecord),
            _ if !subject.is_some_and(|subject| may.covers(subject)) => Some(BulkRefusal::OutOfScope),
            None => Some(BulkRefusal::NotEmployed),
            Some(at) => wanted.refusal(at),
        };
        let mut view = line(&row, at, wanted, refused);
        if let Some(at) = at.filter(|_| refused.is_none()) {
            // What lies ahead is told only to who may read the terms.
            let terms = subject.is_some_and(|subject| caller.may_read(FieldClass::Employment, subject));
            let later = later.get(&at.employment_id).filter(|_| terms);
            view.warnings = wanted.warnings(at, terms, later.map_or(&[], Vec::as_slice));
        }
        Line { view, employment: at.map(|at| at.employment_id) }
    });
    Ok(lines.collect())
}

fn line(today: &RosterRow, then: Option<&RosterRow>, wanted: &Wanted, refused: Option<BulkRefusal>) -> BulkLine {
    let before = post(then.unwrap_or(today));
    BulkLine {
        person: PersonRef { id: PersonId(today.person_id), full_name: today.full_name.clone() },
        employee_no: today.employee_no.clone(),
        after: if refused.is_some() { before.clone() } else { wanted.after(&before) },
        before,
        warnings: Vec::new(),
        refused,
    }
}

/// The people of a selection whom the caller sees, as they are today.
async fn selected(app: &App, caller: &Caller, input: &BulkTransfer) -> Result<Vec<RosterRow>> {
    let filter = match &input.filter {
        Some(query) => roster_filter(app, caller, Permission::PersonRead, query.clone())?,
        None => {
            let scope = caller.require(Permission::PersonRead)?;
            let persons = Some(input.person_ids.iter().map(|id| id.0).collect());
            RosterFilter { persons, ..RosterFilter::new(app.today(), app.now(), scope) }
        }
    };
    if input.person_ids.len() > MOST {
        return Err(Problem::invalid("directory.too_many").with("most", MOST));
    }
    let rows = roster::list(&app.db(), &filter, MOST as u64 + 1).await?;
    if rows.len() > MOST {
        return Err(Problem::invalid("directory.too_many").with("most", MOST));
    }
    if rows.is_empty() {
        return Err(Problem::invalid("directory.nobody_selected").at("/person_ids"));
    }
    Ok(rows)
}
