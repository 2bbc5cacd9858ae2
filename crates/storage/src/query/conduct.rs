//! Who has not acknowledged a work rule.

use access::Scope;
use kernel::Date;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement};
use sea_orm::{Condition, ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::people::column;
use super::scope::narrow;
use crate::rows::{assignment, employment, person, work_rule_ack};
use crate::{Db, StorageError};

/// A person who has not acknowledged.
#[derive(Debug, Clone, FromQueryResult)]
pub struct Unacknowledged {
    /// Who.
    pub person_id: Uuid,
    /// Name.
    pub full_name: String,
    /// Employee number.
    pub employee_no: String,
    /// In which unit.
    pub unit_id: Uuid,
}

fn on(table: &'static str, day: Date) -> Condition {
    Condition::all()
        .add(column(table, "known_until").is_null())
        .add(column(table, "valid_from").lte(day))
        .add(Condition::any().add(column(table, "valid_until").is_null()).add(column(table, "valid_until").gt(day)))
}

fn employed(scope: &Scope, day: Date, legal_entity: Option<Uuid>) -> SelectStatement {
    let mut select = Query::select();
    select
        .from(employment::Entity)
        .inner_join(person::Entity, column("person", "id").eq(column("employment", "person_id")))
        .inner_join(assignment::Entity, column("assignment", "employment_id").eq(column("employment", "employment_id")))
        .cond_where(on("employment", day))
        .cond_where(on("assignment", day))
        .cond_where(narrow(scope, "assignment"));
    if let Some(entity) = legal_entity {
        select.and_where(column("employment", "legal_entity_id").eq(entity));
    }
    select
}

fn without(select: &mut SelectStatement, version: Uuid) {
    let acknowledged = Query::select()
        .expr(Expr::value(1))
        .from(work_rule_ack::Entity)
        .and_where(column("work_rule_ack", "work_rule_id").eq(version))
        .and_where(column("work_rule_ack", "person_id").eq(column("employment", "person_id")))
        .to_owned();
    select.and_where(Expr::exists(acknowledged).not());
}

/// The employed who have not acknowledged a version, by pinyin; so many from a place in the list on.
pub async fn unacknowledged(
    db: &Db<'_>,
    version: Uuid,
    (scope, day, legal_entity): (&Scope, Date, Option<Uuid>),
    (skip, limit): (u64, u64),
) -> Result<Vec<Unacknowledged>, StorageError> {
    let mut select = employed(scope, day, legal_entity);
    without(&mut select, version);
    for (table, name) in
        [("employment", "person_id"), ("person", "full_name"), ("employment", "employee_no"), ("assignment", "unit_id")]
    {
        select.expr_as(column(table, name), Alias::new(name));
    }
    // Namesakes in an order of their own, so that no page repeats one of them.
    select.order_by((Alias::new("person"), Alias::new("name_pinyin")), Order::Asc);
    select.order_by((Alias::new("employment"), Alias::new("employee_no")), Order::Asc).offset(skip).limit(limit);
    let rows = db.0.query_all(&select).await?;
    Ok(rows.iter().map(|row| Unacknowledged::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// How many are employed, and how many of them have not acknowledged.
pub async fn count_unacknowledged(
    db: &Db<'_>,
    version: Uuid,
    (scope, day, legal_entity): (&Scope, Date, Option<Uuid>),
) -> Result<(u64, u64), StorageError> {
    let mut counts = [0, 0];
    for (index, count) in counts.iter_mut().enumerate() {
        let mut select = employed(scope, day, legal_entity);
        if index == 1 {
            without(&mut select, version);
        }
        select.expr_as(Expr::col((Alias::new("employment"), Alias::new("person_id"))).count(), Alias::new("n"));
        let row = db.0.query_one(&select).await?;
        let found: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        *count = found.cast_unsigned();
    }
    Ok((counts[0], counts[1]))
}
