//! From a unit or a manager to everybody below, without reading the whole group.

use kernel::{Date, Instant};
use sea_orm::sea_query::{
    Alias, CommonTableExpression, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr, UnionType, WithClause,
};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

use super::people::in_force;
use super::scope::column;
use crate::rows::{OrgUnit, assignment};
use crate::types::Stamp;
use crate::{Db, StorageError};

/// What stands below what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tree {
    /// Units below a unit.
    Units,
    /// Who reports to a person, directly or not, and has reports of their own at some time: who has none is nobody's
    /// manager and needs no place in a scope.
    Managers,
}

/// The ids of `top` and of what stands below it on a day: a statement inside another one.
pub(crate) fn below(tree: Tree, top: SimpleExpr, day: Date, at: Instant) -> SelectStatement {
    // The table of the top with its key, and the table that says who stands below whom.
    let ((tops, key), (table, lower, upper)) = match tree {
        Tree::Units => (("org_unit", "unit_id"), ("org_unit", "unit_id", "parent_id")),
        Tree::Managers => (("person", "id"), ("assignment", "person_id", "manager_id")),
    };
    let id = || column("below", "id");
    let step = Query::select()
        .expr(column(table, lower))
        .from(Alias::new("below"))
        .cross_join(Alias::new(table))
        .and_where(column(table, upper).eq(id()))
        .cond_where(in_force(table, day, at))
        .to_owned();
    // What was found before is dropped: units that stand below each other by mistake do not go on for ever.
    let all = Query::select()
        .expr_as(column(tops, key), Alias::new("id"))
        .from(Alias::new(tops))
        .and_where(column(tops, key).eq(top.clone()))
        .union(UnionType::Distinct, step)
        .to_owned();
    let below = CommonTableExpression::new().table_name(Alias::new("below")).column("id").query(all).to_owned();
    let mut select = Query::select();
    select.column(Alias::new("id")).from(Alias::new("below"));
    if tree == Tree::Managers {
        let led = Query::select()
            .expr(Expr::val(1))
            .from_as(assignment::Entity, Alias::new("led"))
            .and_where(column("led", "manager_id").eq(id()))
            .to_owned();
        select.and_where(id().eq(top).or(Expr::exists(led)));
    }
    select.with_cte(WithClause::new().recursive(true).cte(below).to_owned()).to_owned()
}

/// The ids of a statement in one text: hundreds of rows cost more to hand over than to find.
pub(crate) fn in_one_text(backend: DbBackend, found: SelectStatement) -> SelectStatement {
    let all = match backend {
        DbBackend::Postgres => "string_agg(replace(id::text, '-', ''), '')",
        _ => "group_concat(hex(id), '')",
    };
    Query::select().expr_as(Expr::cust(all), Alias::new("ids")).from_subquery(found, Alias::new("found")).to_owned()
}

/// The ids of such a text.
pub(crate) fn ids_of(text: Option<&str>) -> Result<Vec<Uuid>, StorageError> {
    let id = |digits: &[u8]| Uuid::try_parse_ascii(digits).ok();
    let ids: Option<Vec<Uuid>> = text.unwrap_or_default().as_bytes().chunks(32).map(id).collect();
    ids.ok_or_else(|| StorageError::Damaged("ids in one text".to_owned()))
}

async fn ids_below(db: &Db<'_>, tree: Tree, top: Uuid, day: Date, at: Instant) -> Result<Vec<Uuid>, StorageError> {
    let select = in_one_text(db.0.get_database_backend(), below(tree, Expr::value(top), day, at));
    let row = db.0.query_one(&select).await?;
    let text: Option<String> = row.map_or(Ok(None), |row| row.try_get("", "ids"))?;
    ids_of(text.as_deref())
}

/// A unit and everything below it on a day: one statement.
pub async fn units_below(db: &Db<'_>, unit: Uuid, day: Date, at: Instant) -> Result<Vec<Uuid>, StorageError> {
    ids_below(db, Tree::Units, unit, day, at).await
}

/// The person and every manager below: one statement.
pub async fn managers_below(db: &Db<'_>, top: Uuid, day: Date, at: Instant) -> Result<Vec<Uuid>, StorageError> {
    ids_below(db, Tree::Managers, top, day, at).await
}

/// From a unit upward, itself first: one statement.
pub async fn units_above(db: &Db<'_>, unit: Uuid, day: Date, at: Instant) -> Result<Vec<OrgUnit>, StorageError> {
    // Deeper than any tree of departments: a circle made by mistake ends there.
    const HELD: &str = "org_unit.valid_from <= $2 AND (org_unit.valid_until IS NULL OR org_unit.valid_until > $2) \
                        AND org_unit.known_from <= $3 \
                        AND (org_unit.known_until IS NULL OR org_unit.known_until > $3)";
    let sql = format!(
        "WITH RECURSIVE above(row_id, parent_id, depth) AS (\
         SELECT org_unit.row_id, org_unit.parent_id, 0 FROM org_unit WHERE org_unit.unit_id = $1 AND {HELD} \
         UNION ALL SELECT org_unit.row_id, org_unit.parent_id, above.depth + 1 FROM above \
         JOIN org_unit ON org_unit.unit_id = above.parent_id WHERE above.depth < 40 AND {HELD}) \
         SELECT org_unit.* FROM above JOIN org_unit ON org_unit.row_id = above.row_id ORDER BY above.depth"
    );
    let values = [unit.into(), day.into(), Stamp::from(at).into()];
    let statement = Statement::from_sql_and_values(db.0.get_database_backend(), sql, values);
    let rows = db.0.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| OrgUnit::from_query_result(row, "")).collect::<Result<_, _>>()?)
}
