//! What may be kept in memory as long as nobody wrote: the trail tells.

use sea_orm::{ConnectionTrait, Statement};

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
