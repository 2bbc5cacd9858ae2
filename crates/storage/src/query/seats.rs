//! Who sits where on a day: counted by the database, or as plain rows without anything sealed.

use std::collections::HashMap;

use kernel::{Date, Instant};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use sea_orm::{Condition, ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::rows::assignment;
use crate::types::Stamp;
use crate::{Db, StorageError};

/// How many people of a unit sit on a position, or have its title without being assigned to it.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SeatCount {
    /// In which unit.
    pub unit_id: Uuid,
    /// On which position; none when the assignment names only a title.
    pub position_id: Option<Uuid>,
    /// The title.
    pub title: String,
    /// How many assignments.
    pub people: i64,
}

/// An assignment of a day in plain columns.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct SeatRow {
    /// Under which employment.
    pub employment_id: Uuid,
    /// Who.
    pub person_id: Uuid,
    /// With which employer.
    pub legal_entity_id: Uuid,
    /// In which unit.
    pub unit_id: Uuid,
    /// To whom.
    pub manager_id: Option<Uuid>,
    /// On which position.
    pub position_id: Option<Uuid>,
    /// The title.
    pub position: String,
    /// Work place.
    pub place: String,
    /// First day of this state.
    pub valid_from: Date,
    /// First day it no longer holds.
    pub valid_until: Option<Date>,
}

fn column(name: &'static str) -> SimpleExpr {
    Expr::col((Alias::new("assignment"), Alias::new(name)))
}

fn on_day(day: Date, known_at: Instant) -> SelectStatement {
    let stamp = Stamp::from(known_at);
    let mut select = Query::select();
    select
        .from(assignment::Entity)
        .and_where(column("valid_from").lte(day))
        .cond_where(Condition::any().add(column("valid_until").is_null()).add(column("valid_until").gt(day)))
        .and_where(column("known_from").lte(stamp))
        .cond_where(Condition::any().add(column("known_until").is_null()).add(column("known_until").gt(stamp)));
    select
}

/// People by unit, position and title. `units` narrows it to some units.
pub async fn seat_counts(
    db: &Db<'_>,
    day: Date,
    known_at: Instant,
    units: Option<&[Uuid]>,
) -> Result<Vec<SeatCount>, StorageError> {
    let mut select = on_day(day, known_at);
    if let Some(units) = units {
        select.and_where(column("unit_id").is_in(units.iter().copied()));
    }
    select
        .expr_as(column("unit_id"), Alias::new("unit_id"))
        .expr_as(column("position_id"), Alias::new("position_id"))
        .expr_as(column("position"), Alias::new("title"))
        .expr_as(Expr::val(1).count(), Alias::new("people"))
        .add_group_by([column("unit_id"), column("position_id"), column("position")]);
    let rows = db.0.query_all(&select).await?;
    Ok(rows.iter().map(|row| SeatCount::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// People by one column of their assignment: the unit, the employer, the manager.
async fn counts(
    db: &Db<'_>,
    by: &'static str,
    day: Date,
    known_at: Instant,
) -> Result<HashMap<Uuid, u64>, StorageError> {
    let mut select = on_day(day, known_at);
    select
        .and_where(column(by).is_not_null())
        .expr_as(column(by), Alias::new("id"))
        .expr_as(Expr::val(1).count(), Alias::new("people"))
        .add_group_by([column(by)]);
    let mut found = HashMap::new();
    for row in db.0.query_all(&select).await? {
        let people: i64 = row.try_get("", "people")?;
        found.insert(row.try_get("", "id")?, people.cast_unsigned());
    }
    Ok(found)
}

/// People by unit.
pub async fn people_by_unit(db: &Db<'_>, day: Date, known_at: Instant) -> Result<HashMap<Uuid, u64>, StorageError> {
    counts(db, "unit_id", day, known_at).await
}

/// People by employer.
pub async fn people_by_entity(db: &Db<'_>, day: Date, known_at: Instant) -> Result<HashMap<Uuid, u64>, StorageError> {
    counts(db, "legal_entity_id", day, known_at).await
}

/// Every assignment of a day, without anything sealed.
pub async fn seat_rows(db: &Db<'_>, day: Date, known_at: Instant) -> Result<Vec<SeatRow>, StorageError> {
    let mut select = on_day(day, known_at);
    for name in [
        "employment_id",
        "person_id",
        "legal_entity_id",
        "unit_id",
        "manager_id",
        "position_id",
        "position",
        "place",
        "valid_from",
        "valid_until",
    ] {
        select.expr_as(column(name), Alias::new(name));
    }
    let rows = db.0.query_all(&select).await?;
    Ok(rows.iter().map(|row| SeatRow::from_query_result(row, "")).collect::<Result<_, _>>()?)
}
