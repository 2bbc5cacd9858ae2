//! A short way to write a table down, so that a migration reads like its record.

use sea_orm_migration::prelude::*;

/// A table being described. Column order is the order of the calls.
#[derive(Debug)]
pub(crate) struct TableSpec {
    name: &'static str,
    exists: bool,
    columns: Vec<ColumnDef>,
    keys: Vec<&'static str>,
    clustered: bool,
    indexes: Vec<(bool, Vec<&'static str>)>,
}

/// Begins a table.
pub(crate) fn table(name: &'static str) -> TableSpec {
    TableSpec { name, exists: false, columns: Vec::new(), keys: Vec::new(), clustered: false, indexes: Vec::new() }
}

/// Adds columns and indexes to a table of an earlier migration. The columns are nullable: old rows have no value.
pub(crate) fn alter(name: &'static str) -> TableSpec {
    TableSpec { exists: true, ..table(name) }
}

impl TableSpec {
    fn column(
        mut self,
        name: &'static str,
        nullable: bool,
        kind: impl FnOnce(&mut ColumnDef) -> &mut ColumnDef,
    ) -> Self {
        let mut column = ColumnDef::new(Alias::new(name));
        kind(&mut column);
        if !nullable {
            column.not_null();
        }
        self.columns.push(column);
        self
    }

    /// Makes the column named last, or these columns together, the primary key.
    pub(crate) fn key(mut self, columns: &[&'static str]) -> Self {
        self.keys.extend(columns);
        self
    }

    /// The rows lie in the order of their key, so that SQLite keeps no second tree for it: for narrow rows with a key
    /// of several columns. PostgreSQL has no such tables and keeps the key beside them.
    pub(crate) const fn clustered(mut self) -> Self {
        self.clustered = true;
        self
    }

    pub(crate) fn id(self, name: &'static str) -> Self {
        self.column(name, false, ColumnDef::uuid)
    }

    pub(crate) fn maybe_id(self, name: &'static str) -> Self {
        self.column(name, true, ColumnDef::uuid)
    }

    pub(crate) fn text(self, name: &'static str) -> Self {
        self.column(name, false, ColumnDef::text)
    }

    pub(crate) fn maybe_text(self, name: &'static str) -> Self {
        self.column(name, true, ColumnDef::text)
    }

    pub(crate) fn integer(self, name: &'static str) -> Self {
        self.column(name, false, ColumnDef::integer)
    }

    pub(crate) fn maybe_integer(self, name: &'static str) -> Self {
        self.column(name, true, ColumnDef::integer)
    }

    pub(crate) fn big(self, name: &'static str) -> Self {
        self.column(name, false, ColumnDef::big_integer)
    }

    pub(crate) fn boolean(self, name: &'static str) -> Self {
        self.column(name, false, ColumnDef::boolean)
    }

    pub(crate) fn day(self, name: &'static str) -> Self {
        self.column(name, false, ColumnDef::date)
    }

    pub(crate) fn maybe_day(self, name: &'static str) -> Self {
        self.column(name, true, ColumnDef::date)
    }

    /// An instant in microseconds.
    pub(crate) fn stamp(self, name: &'static str) -> Self {
        self.big(name)
    }

    pub(crate) fn maybe_stamp(self, name: &'static str) -> Self {
        self.column(name, true, ColumnDef::big_integer)
    }

    pub(crate) fn bytes(self, name: &'static str) -> Self {
        self.column(name, false, ColumnDef::binary)
    }

    pub(crate) fn maybe_bytes(self, name: &'static str) -> Self {
        self.column(name, true, ColumnDef::binary)
    }

    /// Ciphertext.
    pub(crate) fn sealed(self, name: &'static str) -> Self {
        self.bytes(name)
    }

    pub(crate) fn maybe_sealed(self, name: &'static str) -> Self {
        self.maybe_bytes(name)
    }

    /// The columns of a timeline, after the record's own: what held when, and what was known when.
    pub(crate) fn timeline(self, key: &'static str) -> Self {
        self.day("valid_from")
            .maybe_day("valid_until")
            .stamp("known_from")
            .maybe_stamp("known_until")
            .stamp("recorded_at")
            .key(&["row_id"])
            .index(&[key, "known_until"])
    }

    /// When a dated fact was known, for records that are corrected but not cut.
    pub(crate) fn known(self) -> Self {
        self.stamp("known_from").maybe_stamp("known_until").stamp("recorded_at")
    }

    pub(crate) fn index(mut self, columns: &[&'static str]) -> Self {
        self.indexes.push((false, columns.to_vec()));
        self
    }

    pub(crate) fn unique(mut self, columns: &[&'static str]) -> Self {
        self.indexes.push((true, columns.to_vec()));
        self
    }

    /// Creates the table, or its new columns, with the indexes.
    pub(crate) async fn apply(self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        if self.exists {
            // One at a time: SQLite adds no two columns in one statement.
            for column in self.columns {
                manager.alter_table(Table::alter().table(Alias::new(self.name)).add_column(column).take()).await?;
            }
        } else {
            let mut key = Index::create();
            for column in &self.keys {
                key.col(Alias::new(*column));
            }
            let mut statement = Table::create();
            statement.table(Alias::new(self.name)).primary_key(&mut key);
            for mut column in self.columns {
                statement.col(&mut column);
            }
            if self.clustered && manager.get_database_backend() == sea_orm::DbBackend::Sqlite {
                statement.extra("WITHOUT ROWID");
            }
            manager.create_table(statement).await?;
        }
        for (unique, columns) in self.indexes {
            let mut index = Index::create();
            index.table(Alias::new(self.name)).name(format!("idx_{}_{}", self.name, columns.join("_")));
            for column in columns {
                index.col(Alias::new(column));
            }
            if unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

/// Adds an index to a table of an earlier step.
pub(crate) async fn index(
    manager: &SchemaManager<'_>,
    table: &str,
    name: &str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.table(Alias::new(table)).name(name);
    for column in columns {
        index.col(Alias::new(*column));
    }
    manager.create_index(index).await
}
