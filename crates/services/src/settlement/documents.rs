//! Reading, showing and confirming settlements.

use access::{Caller, Subject};
use kernel::{PersonId, Problem, SettlementId};
use serde::de::DeserializeOwned;
use storage::query::Find;
use storage::rows::{Account, Settlement as Row};
use storage::{Db, Store, UnitOfWork};
use uuid::Uuid;

use super::views::{CostPreviewDocument, SettlementDocument, SettlementView};
use crate::{App, Result};

pub(super) fn open_as<T: DeserializeOwned>(store: &Store, row: &Row) -> Result<T> {
    let opened = store.unseal("settlement", Row::DOCUMENT, row.id, &row.document)?;
    serde_json::from_value(opened.into_exposed().0).map_err(|error| {
        tracing::error!(settlement = %row.id, %error, "a settlement cannot be read");
        Problem::new(kernel::ErrorKind::Internal, "internal.settlement")
    })
}

pub(super) fn open(store: &Store, row: &Row) -> Result<SettlementDocument> {
    open_as(store, row)
}

/// The settlement of an employment that counts: confirmed, or computed last.
pub async fn current(db: &Db<'_>, employment: Uuid) -> Result<Option<Row>> {
    let rows = Find::<Row>::new().eq(Row::EMPLOYMENT_ID, employment).eq(Row::PURPOSE, "final");
    Ok(rows.ne(Row::STATUS, "superseded").descending(Row::COMPUTED_AT).one(db).await?)
}

/// The same, opened, for rooms above.
pub async fn settlement_of(app: &App, db: &Db<'_>, employment: Uuid) -> Result<Option<(Row, SettlementDocument)>> {
    match current(db, employment).await? {
        Some(row) => {
            let document = open(app.store(), &row)?;
            Ok(Some((row, document)))
        }
        None => Ok(None),
    }
}

/// A settlement as the caller may see it. The person sees exactly what finance sees.
pub async fn view(app: &App, caller: &Caller, subject: Subject, row: Row) -> Result<SettlementView> {
    let mut shown = caller.disclose(subject);
    let document = shown.show_with(Row::DOCUMENT, || open(app.store(), &row))?;
    let confirmed_by = match row.confirmed_by {
        Some(by) => Find::<Account>::by_id(&app.db(), by).await?.map(|account| account.display_name),
        None => None,
    };
    Ok(SettlementView {
        id: SettlementId(row.id),
        status: row.status,
        computed_at: row.computed_at.into(),
        confirmed_at: row.confirmed_at.map(Into::into),
        confirmed_by,
        document,
        redacted: shown.redacted(),
    })
}

/// Confirms the settlement that was looked at. Another computation in between is refused: look again.
pub async fn confirm_in(app: &App, work: &mut UnitOfWork, employment: Uuid, seen: SettlementId) -> Result<()> {
    let row = current(&work.db(), employment).await?.ok_or(Problem::not_found("settlement.unknown"))?;
    if row.id != seen.0 {
        return Err(Problem::conflict("settlement.changed"));
    }
    if row.status == "confirmed" {
        return Err(Problem::conflict("settlement.confirmed"));
    }
    let document = open(app.store(), &row)?;
    if !document.complete {
        return Err(Problem::conflict("settlement.incomplete"));
    }
    // Whoever enters an amount by hand does not release it as well.
    if !document.facts.is_empty() && row.computed_by.is_some() && row.computed_by == work.context().actor {
        return Err(Problem::forbidden("settlement.second_person"));
    }
    let new = Row {
        status: "confirmed".to_owned(),
        confirmed_at: Some(work.now().into()),
        confirmed_by: work.context().actor,
        ..row.clone()
    };
    work.update(&row, new).await?;
    super::statement::file_statement_in(app, work, &row, &document).await
}

/// A preview that was computed for this person, to be acknowledged.
pub async fn find_preview(
    app: &App,
    db: &Db<'_>,
    person: PersonId,
    id: SettlementId,
) -> Result<Option<(Row, CostPreviewDocument)>> {
    let row = Find::<Row>::by_id(db, id.0).await?;
    match row.filter(|row| row.purpose == "preview" && row.person_id == person.0) {
        Some(row) => {
            let document = open_as(app.store(), &row)?;
            Ok(Some((row, document)))
        }
        None => Ok(None),
    }
}
