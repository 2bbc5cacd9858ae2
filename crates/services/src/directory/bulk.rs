//! One change for many: first what it would do, then the doing, in one stroke.

use access::{Caller, Permission, Scope};
use kernel::{EmploymentId, OrgUnitId, PersonId, Problem};
use storage::query::people::{self as roster, Plan, RosterFilter, RosterRow};
use storage::query::{Find, subjects_of};
use storage::rows::{OrgUnit, Person};
use uuid::Uuid;

use super::views::{BulkDone, BulkLine, BulkPreview, BulkRefusal, BulkTransfer};
use crate::people::{PersonRef, Transfer, UnitRef, roster_filter, transfer_in};
use crate::{App, Result};

/// One unit of work holds up everybody else who writes: no more than takes a few seconds.
const MOST: usize = 2_000;

/// A line, and what it takes to carry it out.
struct Line {
    view: BulkLine,
    employment: Option<Uuid>,
}

/// What a transfer would do to everybody of a selection.
pub async fn preview_bulk_transfer(app: &App, caller: &Caller, input: BulkTransfer) -> Result<BulkPreview> {
    caller.require(Permission::PersonWrite)?;
    let lines = lines(app, caller, &input).await?;
    let items: Vec<BulkLine> = lines.into_iter().map(|line| line.view).collect();
    let refused = items.iter().filter(|line| line.refused.is_some()).count() as u64;
    Ok(BulkPreview { changed: items.len() as u64 - refused, refused, items })
}

/// Transfers everybody of a selection whom nothing speaks against, in one unit of work.
pub async fn transfer_many(app: &App, caller: &Caller, input: BulkTransfer) -> Result<BulkDone> {
    caller.require(Permission::PersonWrite)?;
    let lines = lines(app, caller, &input).await?;
    let all = lines.len() as u64;
    let lines: Vec<Line> = lines.into_iter().filter(|line| line.view.refused.is_none()).collect();
    let changed = lines.len() as u64;
    if input.expected.is_some_and(|expected| expected != changed) {
        return Err(Problem::conflict("directory.selection_changed").with("changed", changed));
    }
    let mut work = app.begin(caller, "transfer_many", None).await?;
    let known_at = work.now();
    for line in lines {
        let Some(employment) = line.employment else { continue };
        let transfer = Transfer {
            first_day: input.first_day,
            unit_id: input.unit_id,
            manager_id: input.manager_id,
            position: None,
            job_level: None,
            place: None,
        };
        transfer_in(&mut work, EmploymentId(employment), transfer, known_at).await?;
    }
    work.commit().await?;
    Ok(BulkDone { changed, refused: all - changed })
}

async fn lines(app: &App, caller: &Caller, input: &BulkTransfer) -> Result<Vec<Line>> {
    let db = app.db();
    if input.unit_id.is_none() && input.manager_id.is_none() {
        return Err(Problem::invalid("directory.nothing_to_change").at("/unit_id"));
    }
    let unit = match input.unit_id {
        Some(id) => Some(named_unit(app, id, input.first_day).await?),
        None => None,
    };
    let manager = match input.manager_id {
        Some(id) => Some(named_person(app, caller, id).await?),
        None => None,
    };
    let selected = selected(app, caller, input).await?;
    let ids: Vec<Uuid> = selected.iter().map(|(id, ..)| *id).collect();
    // As it will be on the first day: whoever has left by then has no line there.
    let everybody = Scope::everything();
    let then = RosterFilter { persons: Some(ids.clone()), ..RosterFilter::new(input.first_day, app.now(), everybody) };
    let then = roster::page(&db, &then, Plan::Few, u64::from(u32::MAX)).await?.rows;
    let subjects = subjects_of(&db, &ids, app.today()).await?;
    let may = caller.scope(Permission::PersonWrite);
    let mut lines = Vec::with_capacity(selected.len());
    for (id, row) in selected {
        let at = then.iter().find(|row| row.person_id == id);
        let covered = subjects.get(&id).is_some_and(|subject| may.covers(subject));
        let refused = match at {
            _ if caller.is(id) => Some(BulkRefusal::OwnRecord),
            _ if !covered => Some(BulkRefusal::OutOfScope),
            None => Some(BulkRefusal::NotEmployed),
            Some(_) if input.manager_id.is_some_and(|manager| manager.0 == id) => Some(BulkRefusal::OwnManager),
            Some(at) if same(at, input) => Some(BulkRefusal::NothingChanges),
            Some(_) => None,
        };
        lines.push(Line {
            view: line(&row, at, (unit.clone(), manager.clone()), refused),
            employment: at.map(|at| at.employment_id),
        });
    }
    Ok(lines)
}

fn same(at: &RosterRow, input: &BulkTransfer) -> bool {
    input.unit_id.is_none_or(|unit| unit.0 == at.unit_id)
        && input.manager_id.is_none_or(|manager| Some(manager.0) == at.manager_id)
}

fn line(
    today: &RosterRow,
    then: Option<&RosterRow>,
    (unit, manager): (Option<UnitRef>, Option<PersonRef>),
    refused: Option<BulkRefusal>,
) -> BulkLine {
    let before = then.unwrap_or(today);
    let unit_before = UnitRef { id: OrgUnitId(before.unit_id), name: before.unit_name.clone().unwrap_or_default() };
    let manager_before = before
        .manager_id
        .map(|id| PersonRef { id: PersonId(id), full_name: before.manager_name.clone().unwrap_or_default() });
    let stays = refused.is_some();
    BulkLine {
        person: PersonRef { id: PersonId(today.person_id), full_name: today.full_name.clone() },
        employee_no: today.employee_no.clone(),
        unit_after: unit.filter(|_| !stays).unwrap_or_else(|| unit_before.clone()),
        manager_after: if stays { manager_before.clone() } else { manager.or_else(|| manager_before.clone()) },
        unit_before,
        manager_before,
        refused,
    }
}

/// The people of a selection whom the caller sees, as they are today.
async fn selected(app: &App, caller: &Caller, input: &BulkTransfer) -> Result<Vec<(Uuid, RosterRow)>> {
    let filter = match &input.filter {
        Some(query) => roster_filter(app, caller, query.clone()).await?,
        None => {
            let scope = caller.require(Permission::PersonRead)?;
            let persons = Some(input.person_ids.iter().map(|id| id.0).collect());
            RosterFilter { persons, ..RosterFilter::new(app.today(), app.now(), scope) }
        }
    };
    if input.person_ids.len() > MOST {
        return Err(Problem::invalid("directory.too_many").with("most", MOST));
    }
    let db = app.db();
    let rows = roster::list(&db, &filter, MOST as u64 + 1).await?;
    if rows.len() > MOST {
        return Err(Problem::invalid("directory.too_many").with("most", MOST));
    }
    if rows.is_empty() {
        return Err(Problem::invalid("directory.nobody_selected").at("/person_ids"));
    }
    Ok(rows.into_iter().map(|row| (row.person_id, row)).collect())
}

async fn named_unit(app: &App, id: OrgUnitId, day: kernel::Date) -> Result<UnitRef> {
    let found = Find::<OrgUnit>::new().eq(OrgUnit::UNIT_ID, id.0).as_of(day, app.now()).one(&app.db()).await?;
    let found = found.ok_or(Problem::invalid("organisation.unit_unknown").at("/unit_id").with("day", day))?;
    Ok(UnitRef { id, name: found.name })
}

async fn named_person(app: &App, caller: &Caller, id: PersonId) -> Result<PersonRef> {
    let subject = storage::query::subject_of(&app.db(), id.0, app.today()).await?;
    let unknown = || Problem::invalid("people.unknown").at("/manager_id");
    caller.require_for(Permission::PersonRead, &subject).map_err(|_| unknown())?;
    let row = Find::<Person>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    Ok(PersonRef { id, full_name: row.full_name })
}
