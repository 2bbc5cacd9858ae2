//! What may be kept in memory as long as nobody wrote: the trail tells.

use std::collections::HashMap;

use kernel::{Date, Instant};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use super::pick::in_force;
use crate::query::scope::column;
use crate::rows::assignment;
use crate::{Db, StorageError};

/// The newest entries of the trail about those records that decide who is in a list. No write escapes the trail, so
/// as long as this stands still, so do the lists; on every node of a cluster.
pub async fn people_version(db: &Db<'_>) -> Result<String, StorageError> {
    const NEWEST: &str = "SELECT MAX(seq) FROM audit_entry WHERE record =";
    let sql = format!(
        "SELECT ({NEWEST} 'person') AS p, ({NEWEST} 'employment') AS e, ({NEWEST} 'assignment') AS a, \
         ({NEWEST} 'contract') AS c, ({NEWEST} 'org_unit') AS u"
    );
    let row = db.0.query_one_raw(Statement::from_string(db.0.get_database_backend(), sql)).await?;
    let mut version = String::new();
    for name in ["p", "e", "a", "c", "u"] {
        let newest: Option<i64> = row.as_ref().map_or(Ok(None), |row| row.try_get("", name))?;
        version.push_str(&format!("{} ", newest.unwrap_or(-1)));
    }
    Ok(version)
}

/// How many assignments hold in each unit on a day: one statement.
pub async fn headcounts(db: &Db<'_>, day: Date, known_at: Instant) -> Result<HashMap<Uuid, u64>, StorageError> {
    let select = Query::select()
        .expr_as(column("assignment", "unit_id"), Alias::new("unit_id"))
        .expr_as(Expr::val(1).count(), Alias::new("n"))
        .from(assignment::Entity)
        .cond_where(in_force("assignment", day, known_at))
        .group_by_col((Alias::new("assignment"), Alias::new("unit_id")))
        .to_owned();
    let mut counts = HashMap::new();
    for row in db.0.query_all(&select).await? {
        counts.insert(row.try_get("", "unit_id")?, row.try_get::<i64>("", "n")?.cast_unsigned());
    }
    Ok(counts)
}
