//! The row of a reorganisation and its document, and who may open it.

use access::{Caller, Permission};
use kernel::{ErrorKind, Problem, Record, ReorganisationId};
use storage::query::Find;
use storage::rows::Reorganisation as Row;
use storage::{Document, Sealed, Store, UnitOfWork};
use uuid::Uuid;

use super::plan::Plan;
use super::views::Hindrance;
use crate::approvals::approval_of;
use crate::{App, Result};

/// The name under which approvals know this record.
pub(super) const ABOUT: &str = "reorganisation";

pub(super) fn opened(store: &Store, row: &Row) -> Result<Plan> {
    let plan = store.unseal(Row::META.name, Row::PLAN, row.id, &row.plan)?.into_exposed();
    serde_json::from_value(plan.0).map_err(|_| damaged())
}

pub(super) fn sealed(work: &UnitOfWork, id: Uuid, plan: &Plan) -> Result<Sealed<Document<serde_json::Value>>> {
    let value = serde_json::to_value(plan).map_err(|_| damaged())?;
    Ok(work.seal(Row::META, Row::PLAN, id, &Document(value)))
}

pub(super) fn hindrances(store: &Store, row: &Row) -> Result<Vec<Hindrance>> {
    let Some(sealed) = &row.hindrance else { return Ok(Vec::new()) };
    let found = store.unseal(Row::META.name, Row::HINDRANCE, row.id, sealed)?.into_exposed();
    serde_json::from_value(found.0).map_err(|_| damaged())
}

pub(super) fn sealed_hindrances(
    work: &UnitOfWork,
    id: Uuid,
    found: &[Hindrance],
) -> Result<Option<Sealed<Document<serde_json::Value>>>> {
    if found.is_empty() {
        return Ok(None);
    }
    let value = serde_json::to_value(found).map_err(|_| damaged())?;
    Ok(Some(work.seal(Row::META, Row::HINDRANCE, id, &Document(value))))
}

fn damaged() -> Problem {
    Problem::new(ErrorKind::Internal, "internal.document")
}

/// Whether the caller may see every reorganisation: who plans them, and who sees the whole group.
pub(super) fn sees_all(caller: &Caller) -> bool {
    caller.can(Permission::ReorganisationPlan).allowed || caller.scope(Permission::ReorganisationRead).everything
}

/// One reorganisation that the caller may open: all of them, or those in which the caller has a voice.
pub(super) async fn readable(app: &App, caller: &Caller, id: ReorganisationId) -> Result<Row> {
    caller.require(Permission::ReorganisationRead)?;
    let unknown = || Problem::not_found("reorganisations.unknown");
    let row = Find::<Row>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    if sees_all(caller) || (row.state != "draft" && has_voice(app, caller, id.0).await?) {
        return Ok(row);
    }
    Err(unknown())
}

/// Whether the caller is asked, or was, to approve it.
pub(super) async fn has_voice(app: &App, caller: &Caller, id: Uuid) -> Result<bool> {
    let Some(approval) = approval_of(app, caller, (ABOUT, id)).await? else { return Ok(false) };
    let own = |person: kernel::PersonId| caller.person() == Some(person);
    Ok(approval.mine || approval.steps.iter().any(|step| step.assignee.as_ref().is_some_and(|who| own(who.id))))
}

/// The row in a unit of work, of the version that the caller looked at.
pub(super) async fn of_version(work: &UnitOfWork, id: ReorganisationId, version: i32) -> Result<Row> {
    let row = Find::<Row>::by_id(&work.db(), id.0).await?.ok_or(Problem::not_found("reorganisations.unknown"))?;
    if row.version != version {
        return Err(Problem::conflict("reorganisations.other_version").with("version", row.version));
    }
    Ok(row)
}
