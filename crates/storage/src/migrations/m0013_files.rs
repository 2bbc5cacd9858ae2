//! Employee files: documents and their versions, rules, loans, holds, destruction, key people, the state's file.

use sea_orm_migration::prelude::*;

use super::table::{TableSpec, table};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// Documents, their versions, the rules of categories.
fn documents() -> Vec<TableSpec> {
    vec![
        table("file")
            .id("id")
            .big("number")
            .id("person_id")
            .text("category")
            .text("class")
            .sealed("title")
            .text("status")
            .integer("version")
            .maybe_day("dated_on")
            .maybe_day("expires_on")
            .maybe_text("source")
            .maybe_id("source_id")
            .stamp("filed_at")
            .maybe_id("filed_by")
            .stamp("changed_at")
            .maybe_stamp("destroyed_at")
            .key(&["id"])
            .unique(&["number"])
            .index(&["person_id", "category"])
            .index(&["changed_at"])
            .index(&["source_id"]),
        table("file_version")
            .id("id")
            .id("file_id")
            .id("person_id")
            .integer("version")
            .maybe_id("blob_id")
            .maybe_id("text_id")
            .big("byte_count")
            .text("media_type")
            .maybe_sealed("file_name")
            .stamp("added_at")
            .maybe_id("added_by")
            .key(&["id"])
            .unique(&["file_id", "version"])
            .index(&["blob_id"])
            .index(&["text_id"]),
        table("file_rule")
            .id("id")
            .text("category")
            .text("class")
            .text("audience")
            .text("kinds")
            .integer("keep_years")
            .text("keep_from")
            .text("basis")
            .stamp("changed_at")
            .maybe_id("changed_by")
            .key(&["id"])
            .unique(&["category"]),
    ]
}

/// Key people, loans, holds.
fn asking() -> Vec<TableSpec> {
    vec![
        table("key_person")
            .id("id")
            .id("person_id")
            .text("kind")
            .day("first_day")
            .maybe_day("last_day")
            .sealed("reason")
            .stamp("marked_at")
            .maybe_id("marked_by")
            .key(&["id"])
            .index(&["person_id"]),
        table("file_loan")
            .id("id")
            .id("person_id")
            .maybe_id("file_id")
            .maybe_text("category")
            .id("borrower_id")
            .maybe_id("borrower_person_id")
            .sealed("reason")
            .integer("days")
            .text("status")
            .stamp("asked_at")
            .maybe_stamp("decided_at")
            .maybe_stamp("expires_at")
            .key(&["id"])
            .index(&["person_id"])
            .index(&["borrower_id", "status"])
            .index(&["status", "expires_at"]),
        table("file_hold")
            .id("id")
            .id("person_id")
            .maybe_id("file_id")
            .sealed("reason")
            .stamp("placed_at")
            .maybe_id("placed_by")
            .maybe_stamp("lifted_at")
            .maybe_id("lifted_by")
            .maybe_sealed("lift_reason")
            .key(&["id"])
            .index(&["person_id"]),
    ]
}

/// Destructions.
fn ending() -> Vec<TableSpec> {
    vec![
        table("file_destruction")
            .id("id")
            .text("number")
            .integer("year")
            .integer("sequence")
            .text("status")
            .sealed("reason")
            .integer("item_count")
            .stamp("proposed_at")
            .maybe_id("proposed_by")
            .maybe_stamp("decided_at")
            .maybe_id("decided_by")
            .maybe_sealed("pdf")
            .maybe_text("sha256")
            .maybe_text("signature")
            .maybe_text("public_key")
            .key(&["id"])
            .unique(&["year", "sequence"]),
        table("file_destruction_item")
            .id("id")
            .id("destruction_id")
            .id("file_id")
            .id("person_id")
            .text("category")
            .day("filed_on")
            .day("keep_until")
            .integer("versions")
            .text("digest")
            .key(&["id"])
            .index(&["destruction_id"])
            .index(&["file_id"]),
    ]
}

/// Where the state's files lie.
fn of_the_state() -> Vec<TableSpec> {
    vec![
        table("state_file")
            .id("id")
            .id("person_id")
            .text("status")
            .text("custody")
            .text("holder")
            .maybe_text("reference")
            .stamp("changed_at")
            .maybe_id("changed_by")
            .key(&["id"])
            .unique(&["person_id"])
            .index(&["status"]),
        table("state_file_move")
            .id("id")
            .id("person_id")
            .text("direction")
            .text("sender")
            .text("receiver")
            .day("moved_on")
            .maybe_day("due_on")
            .text("channel")
            .maybe_text("receipt_no")
            .maybe_day("received_on")
            .maybe_id("employment_id")
            .stamp("recorded_at")
            .maybe_id("recorded_by")
            .key(&["id"])
            .index(&["person_id"]),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in [documents(), asking(), ending(), of_the_state()].into_iter().flatten() {
            table.apply(manager).await?;
        }
        // The one place where the engines differ: full text. Keyed words without order, so no positions are kept; what
        // is taken out is overwritten at once.
        let index: &[&str] = match manager.get_database_backend() {
            sea_orm::DbBackend::Sqlite => &[
                "CREATE VIRTUAL TABLE file_search USING fts5(words, detail = none)",
                "INSERT INTO file_search (file_search, rank) VALUES ('secure-delete', 1)",
            ],
            _ => &[
                "CREATE TABLE file_search (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
                "CREATE INDEX idx_file_search_words ON file_search USING GIN (words)",
            ],
        };
        for sql in index {
            manager.get_connection().execute_unprepared(sql).await?;
        }
        Ok(())
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("restore the backup made before the update".to_owned()))
    }
}
