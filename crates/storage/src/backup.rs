//! What a backup needs of the database.

use std::path::Path;

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_migration::MigratorTrait;

use crate::migrations::Migrator;
use crate::{StorageError, Store};

impl Store {
    /// Writes a consistent copy of an SQLite database into a new file, while others read and write.
    pub async fn snapshot_into(&self, file: &Path) -> Result<(), StorageError> {
        let Some(path) = file.to_str() else {
            return Err(StorageError::Damaged(format!("{} is no UTF-8 path", file.display())));
        };
        let statement = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO $1", [path.into()]);
        self.writer.execute_raw(statement).await?;
        Ok(())
    }

    /// The newest migration that was applied: names the schema.
    pub async fn schema_version(&self) -> Result<Option<String>, StorageError> {
        let applied = Migrator::get_applied_migrations(&self.writer).await?;
        Ok(applied.last().map(|migration| migration.name().to_owned()))
    }
}
