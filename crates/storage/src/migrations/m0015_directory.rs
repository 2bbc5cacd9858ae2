//! What people are found by, and the indexes that keep lists fast with a hundred thousand of them.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, QueryResult, Statement};
use sea_orm_migration::prelude::*;
use uuid::Uuid;

use super::roster;
use super::table::{TableSpec, index, table};
use crate::names::{self, name_tokens, number_token};
use crate::rows::person_token;

/// Named by its file.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// Index, table, columns: those of a line of the roster lie together, so that rows which do not count are passed by
/// without being read.
const INDEXES: [(&str, &[&str]); 8] = [
    ("person", &["name_pinyin", "id"]),
    ("employment", &["person_id", "known_until", "known_from", "valid_from", "valid_until", "employment_id"]),
    ("employment", &["valid_from", "person_id"]),
    (
        "assignment",
        &["manager_id", "known_until", "known_from", "valid_from", "valid_until", "employment_id", "person_id"],
    ),
    (
        "assignment",
        &["employment_id", "known_from", "valid_from", "valid_until", "unit_id", "manager_id", "legal_entity_id"],
    ),
    ("audit_entry", &["record", "seq"]),
    ("org_unit", &["parent_id", "known_until", "known_from", "valid_from", "valid_until", "unit_id"]),
    ("assignment", &["person_id", "known_until"]),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("person_token")
            .bytes("token")
            .id("person_id")
            .text("source")
            .key(&["token", "person_id", "source"])
            .clustered()
            .index(&["person_id", "token"])
            .apply(manager)
            .await?;
        for table in records() {
            table.apply(manager).await?;
        }
        for (place, (table, columns)) in INDEXES.iter().enumerate() {
            index(manager, table, &format!("idx_{table}_directory_{place}"), columns).await?;
        }
        find_again(manager).await?;
        roster::up(manager).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("restore the backup made before the update".to_owned()))
    }
}

/// Saved views, tags, contacts, and changes that people ask for.
fn records() -> [TableSpec; 2] {
    [
        table("saved_view")
            .id("id")
            .id("account_id")
            .maybe_text("role")
            .text("name")
            .text("query")
            .text("columns")
            .stamp("created_at")
            .key(&["id"])
            .index(&["account_id"])
            .index(&["role"]),
        table("person_tag")
            .id("id")
            .id("person_id")
            .text("kind")
            .text("source")
            .sealed("basis")
            .day("valid_from")
            .day("valid_until")
            .maybe_id("recorded_by")
            .stamp("recorded_at")
            .maybe_sealed("objection")
            .maybe_stamp("objected_at")
            .maybe_stamp("withdrawn_at")
            .key(&["id"])
            .index(&["person_id"]),
    ]
}

/// Rows that one statement reads.
const PAGE: u64 = 5_000;

/// Gives those who were here before this step their tokens.
async fn find_again(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let person = |row: &QueryResult| -> Result<(Uuid, BTreeSet<Vec<u8>>), DbErr> {
        let text = |name: &str| row.try_get::<String>("", name);
        Ok((row.try_get("", "id")?, name_tokens(&text("full_name")?, &text("name_pinyin")?, &text("name_initials")?)))
    };
    let columns = "id, full_name, name_pinyin, name_initials";
    walk(manager, ("person", "id", columns, "name"), person).await?;
    let number = |row: &QueryResult| -> Result<(Uuid, BTreeSet<Vec<u8>>), DbErr> {
        let number = number_token(&row.try_get::<String>("", "employee_no")?);
        Ok((row.try_get("", "person_id")?, BTreeSet::from([number])))
    };
    walk(manager, ("employment", "row_id", "row_id, person_id, employee_no", "number"), number).await
}

/// Reads a table in the order of its key and writes the tokens of each row.
async fn walk(
    manager: &SchemaManager<'_>,
    (table, key, columns, source): (&str, &str, &str, &str),
    tokens_of: impl Fn(&QueryResult) -> Result<(Uuid, BTreeSet<Vec<u8>>), DbErr>,
) -> Result<(), DbErr> {
    let db = manager.get_connection();
    let mut after: Option<Uuid> = None;
    loop {
        let from = after.unwrap_or(Uuid::nil());
        let sql = format!("SELECT {columns} FROM {table} WHERE {key} > $1 ORDER BY {key} LIMIT {PAGE}");
        let page = db.query_all_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, [from.into()]));
        let page = page.await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.try_get("", key)?);
        let mut new = Vec::new();
        for row in &page {
            let (person_id, tokens) = tokens_of(row)?;
            let model = |token| person_token::Model { token, person_id, source: source.to_owned() };
            new.extend(tokens.into_iter().map(model));
        }
        for insert in names::inserts(new) {
            insert.exec_without_returning(db).await?;
        }
    }
}
