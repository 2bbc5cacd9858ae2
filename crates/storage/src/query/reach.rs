//! From a unit or a manager to everybody below, without reading the whole group.

use kernel::{Date, Instant};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use crate::rows::OrgUnit;
use crate::types::Stamp;
use crate::{Db, StorageError};

/// Holds on day $2 as far as was known at $3.
fn in_force(table: &str) -> String {
    format!(
        "{table}.valid_from <= $2 AND ({table}.valid_until IS NULL OR {table}.valid_until > $2) \
         AND {table}.known_from <= $3 AND ({table}.known_until IS NULL OR {table}.known_until > $3)"
    )
}

async fn ids(db: &Db<'_>, sql: String, top: Uuid, day: Date, at: Instant) -> Result<Vec<Uuid>, StorageError> {
    let values = [top.into(), day.into(), Stamp::from(at).into()];
    let rows = db.0.query_all_raw(Statement::from_sql_and_values(db.0.get_database_backend(), sql, values)).await?;
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
}

/// A unit and everything below it on a day: one statement.
pub async fn units_below(db: &Db<'_>, unit: Uuid, day: Date, at: Instant) -> Result<Vec<Uuid>, StorageError> {
    // UNION drops what was found before: units that stand below each other by mistake do not go on for ever.
    let sql = format!(
        "WITH RECURSIVE below(id) AS (SELECT $1 UNION SELECT org_unit.unit_id FROM below \
         JOIN org_unit ON org_unit.parent_id = below.id WHERE {}) SELECT id FROM below",
        in_force("org_unit")
    );
    ids(db, typed(db, sql), unit, day, at).await
}

/// The person and everybody who reports to them, directly or not, and has reports of their own at some time: who has
/// none is nobody's manager and needs no place in a scope. One statement.
pub async fn managers_below(db: &Db<'_>, top: Uuid, day: Date, at: Instant) -> Result<Vec<Uuid>, StorageError> {
    let sql = format!(
        "WITH RECURSIVE team(id) AS (SELECT $1 UNION SELECT assignment.person_id FROM team \
         JOIN assignment ON assignment.manager_id = team.id WHERE {}) SELECT id FROM team \
         WHERE id = $1 OR EXISTS (SELECT 1 FROM assignment led WHERE led.manager_id = team.id)",
        in_force("assignment")
    );
    ids(db, typed(db, sql), top, day, at).await
}

/// From a unit upward, itself first: one statement.
pub async fn units_above(db: &Db<'_>, unit: Uuid, day: Date, at: Instant) -> Result<Vec<OrgUnit>, StorageError> {
    // Deeper than any tree of departments: a circle made by mistake ends there.
    let sql = format!(
        "WITH RECURSIVE above(row_id, parent_id, depth) AS (\
         SELECT org_unit.row_id, org_unit.parent_id, 0 FROM org_unit WHERE org_unit.unit_id = $1 AND {held} \
         UNION ALL SELECT org_unit.row_id, org_unit.parent_id, above.depth + 1 FROM above \
         JOIN org_unit ON org_unit.unit_id = above.parent_id WHERE above.depth < 40 AND {held}) \
         SELECT org_unit.* FROM above JOIN org_unit ON org_unit.row_id = above.row_id ORDER BY above.depth",
        held = in_force("org_unit")
    );
    let values = [unit.into(), day.into(), Stamp::from(at).into()];
    let statement = Statement::from_sql_and_values(db.0.get_database_backend(), typed(db, sql), values);
    let rows = db.0.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| OrgUnit::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// PostgreSQL wants to be told what a bare value is.
fn typed(db: &Db<'_>, sql: String) -> String {
    match db.0.get_database_backend() {
        sea_orm::DbBackend::Postgres => sql.replacen("(SELECT $1 UNION", "(SELECT $1::uuid UNION", 1),
        _ => sql,
    }
}
