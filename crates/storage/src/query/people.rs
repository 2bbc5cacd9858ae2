//! The roster: persons with their employment and assignment on a day.

use access::Scope;
use kernel::{Date, Instant};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Order, Query, SelectStatement, SimpleExpr};
use sea_orm::{Condition, ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::scope::narrow;
use crate::rows::{assignment, employment, person};
use crate::types::Stamp;
use crate::{Db, StorageError};

/// What to list.
#[derive(Debug, Clone)]
pub struct RosterFilter {
    /// The day.
    pub day: Date,
    /// As far as was known then.
    pub known_at: Instant,
    /// Whom the caller may see.
    pub scope: Scope,
    /// Name, pinyin, initials or employee number.
    pub search: Option<String>,
    /// Only these units.
    pub units: Option<Vec<Uuid>>,
    /// Only this employer.
    pub legal_entity: Option<Uuid>,
    /// Continue after this position.
    pub after: Option<(String, Uuid)>,
}

/// One line of the roster. Plain columns only; sealed ones are read where they are shown.
#[derive(Debug, Clone, FromQueryResult)]
pub struct RosterRow {
    /// Who.
    pub person_id: Uuid,
    /// Name.
    pub full_name: String,
    /// Pinyin, the sort key.
    pub name_pinyin: String,
    /// Under which employment.
    pub employment_id: Uuid,
    /// Employee number.
    pub employee_no: String,
    /// Kind of employment.
    pub employment_kind: String,
    /// First day of the employment.
    pub hired_on: Date,
    /// First day after it, when an end is known.
    pub ends_on: Option<Date>,
    /// First day after probation.
    pub probation_until: Option<Date>,
    /// With which employer.
    pub legal_entity_id: Uuid,
    /// In which unit.
    pub unit_id: Uuid,
    /// To whom.
    pub manager_id: Option<Uuid>,
    /// As what.
    pub position: String,
    /// Level.
    pub job_level: Option<String>,
    /// Where.
    pub place: String,
}

pub(super) fn column(table: &'static str, name: &'static str) -> SimpleExpr {
    Expr::col((Alias::new(table), Alias::new(name)))
}

pub(super) fn in_force(table: &'static str, day: Date, known_at: Instant) -> Condition {
    let stamp = Stamp::from(known_at);
    Condition::all()
        .add(column(table, "valid_from").lte(day))
        .add(Condition::any().add(column(table, "valid_until").is_null()).add(column(table, "valid_until").gt(day)))
        .add(column(table, "known_from").lte(stamp))
        .add(Condition::any().add(column(table, "known_until").is_null()).add(column(table, "known_until").gt(stamp)))
}

pub(super) fn matches(search: &str) -> Condition {
    let text = search.trim().to_lowercase().replace(['%', '_', ' '], "");
    let (anywhere, front) = (format!("%{text}%"), format!("{text}%"));
    let lower = |expr: SimpleExpr| -> SimpleExpr { Func::lower(expr).into() };
    Condition::any()
        .add(lower(column("person", "full_name")).like(anywhere.clone()))
        .add(column("person", "name_pinyin").like(anywhere))
        .add(column("person", "name_initials").like(front.clone()))
        .add(lower(column("employment", "employee_no")).like(front))
}

fn roster(filter: &RosterFilter) -> SelectStatement {
    let mut select = Query::select();
    select
        .from(employment::Entity)
        .inner_join(person::Entity, column("person", "id").eq(column("employment", "person_id")))
        .inner_join(assignment::Entity, column("assignment", "employment_id").eq(column("employment", "employment_id")))
        .cond_where(in_force("employment", filter.day, filter.known_at))
        .cond_where(in_force("assignment", filter.day, filter.known_at))
        .cond_where(narrow(&filter.scope, "assignment"));
    if let Some(search) = filter.search.as_deref().filter(|search| !search.trim().is_empty()) {
        select.cond_where(matches(search));
    }
    if let Some(units) = &filter.units {
        select.and_where(column("assignment", "unit_id").is_in(units.iter().copied()));
    }
    if let Some(entity) = filter.legal_entity {
        select.and_where(column("employment", "legal_entity_id").eq(entity));
    }
    select
}

const COLUMNS: &[(&str, &str, &str)] = &[
    ("employment", "person_id", "person_id"),
    ("person", "full_name", "full_name"),
    ("person", "name_pinyin", "name_pinyin"),
    ("employment", "employment_id", "employment_id"),
    ("employment", "employee_no", "employee_no"),
    ("employment", "kind", "employment_kind"),
    ("employment", "valid_from", "hired_on"),
    ("employment", "valid_until", "ends_on"),
    ("employment", "probation_until", "probation_until"),
    ("employment", "legal_entity_id", "legal_entity_id"),
    ("assignment", "unit_id", "unit_id"),
    ("assignment", "manager_id", "manager_id"),
    ("assignment", "position", "position"),
    ("assignment", "job_level", "job_level"),
    ("assignment", "place", "place"),
];

/// Asks for everything that a line of the roster shows.
pub(super) fn columns_of_roster(select: &mut SelectStatement) {
    for (table, name, alias) in COLUMNS {
        select.expr_as(column(table, name), Alias::new(*alias));
    }
}

/// A page of the roster, sorted by pinyin.
pub async fn list(db: &Db<'_>, filter: &RosterFilter, limit: u64) -> Result<Vec<RosterRow>, StorageError> {
    let mut select = roster(filter);
    columns_of_roster(&mut select);
    if let Some((pinyin, person)) = &filter.after {
        let name = || column("person", "name_pinyin");
        select.cond_where(
            Condition::any().add(name().gt(pinyin.clone())).add(
                Condition::all().add(name().eq(pinyin.clone())).add(column("employment", "person_id").gt(*person)),
            ),
        );
    }
    select
        .order_by((Alias::new("person"), Alias::new("name_pinyin")), Order::Asc)
        .order_by((Alias::new("employment"), Alias::new("person_id")), Order::Asc)
        .limit(limit);
    let rows = db.0.query_all(&select).await?;
    Ok(rows.iter().map(|row| RosterRow::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// How many the filter finds.
pub async fn count(db: &Db<'_>, filter: &RosterFilter) -> Result<u64, StorageError> {
    let mut select = roster(filter);
    select.expr_as(Expr::col((Alias::new("employment"), Alias::new("person_id"))).count(), Alias::new("n"));
    let row = db.0.query_one(&select).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(count.cast_unsigned())
}
