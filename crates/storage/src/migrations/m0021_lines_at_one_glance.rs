//! What a line of a list shows stands where it is found: the manager's name in the copy of the assignments, and all that
//! is shown of an employment and a unit in the index that leads to it. Each further look-up is a part of the file that
//! no list looked at lately.

use sea_orm_migration::prelude::*;

use super::roster;
use super::table::index;

/// Named by its file.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// Table, the index that goes, and the columns of the one that comes.
const WIDENED: [(&str, &str, &[&str]); 2] = [
    (
        "employment",
        "idx_employment_employment_id_known_until",
        &[
            "employment_id",
            "known_until",
            "known_from",
            "valid_from",
            "valid_until",
            "employee_no",
            "kind",
            "probation_until",
            "legal_entity_id",
            "person_id",
        ],
    ),
    (
        "org_unit",
        "idx_org_unit_unit_id_known_until",
        &["unit_id", "known_until", "known_from", "valid_from", "valid_until", "name"],
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, narrow, columns) in WIDENED {
            manager.drop_index(Index::drop().name(narrow).table(Alias::new(table)).to_owned()).await?;
            index(manager, table, &format!("idx_{table}_of_line"), columns).await?;
        }
        roster::again(manager).await
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Err(DbErr::Migration("restore the backup made before the update".to_owned()))
    }
}
