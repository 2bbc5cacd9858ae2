//! Committed, forward-only migrations by schema builder. One file per step; a released file never changes.

use sea_orm_migration::prelude::*;

mod m0001_operation;
mod m0002_organisation;
mod m0003_people;
mod m0004_insights;
mod m0005_offboarding;
mod m0006_imports;
mod m0007_nudges;
mod m0008_approvals;
mod m0009_organisation_in_time;
mod m0010_changes;
mod m0011_contracts;
mod m0012_conduct;
mod m0013_files;
mod m0014_exchange;
mod m0015_directory;
mod m0016_standard;
mod m0017_custom_fields;
mod m0018_qualifications;
mod m0019_own_data;
mod m0020_migration;
mod m0021_lines_at_one_glance;
mod roster;
mod table;

/// All migrations in order.
#[derive(Debug)]
pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_operation::Migration),
            Box::new(m0002_organisation::Migration),
            Box::new(m0003_people::Migration),
            Box::new(m0004_insights::Migration),
            Box::new(m0005_offboarding::Migration),
            Box::new(m0006_imports::Migration),
            Box::new(m0007_nudges::Migration),
            Box::new(m0008_approvals::Migration),
            Box::new(m0009_organisation_in_time::Migration),
            Box::new(m0010_changes::Migration),
            Box::new(m0011_contracts::Migration),
            Box::new(m0012_conduct::Migration),
            Box::new(m0013_files::Migration),
            Box::new(m0014_exchange::Migration),
            Box::new(m0015_directory::Migration),
            Box::new(m0016_standard::Migration),
            Box::new(m0017_custom_fields::Migration),
            Box::new(m0018_qualifications::Migration),
            Box::new(m0019_own_data::Migration),
            Box::new(m0020_migration::Migration),
            Box::new(m0021_lines_at_one_glance::Migration),
        ]
    }
}

/// What every migration file is: a name (its file's) and a list of tables.
macro_rules! migration {
    ($($table:expr),+ $(,)?) => {
        #[derive(Debug, sea_orm_migration::prelude::DeriveMigrationName)]
        pub(crate) struct Migration;

        #[async_trait::async_trait]
        impl sea_orm_migration::MigrationTrait for Migration {
            async fn up(&self, manager: &sea_orm_migration::SchemaManager) -> Result<(), sea_orm_migration::prelude::DbErr> {
                $($table.apply(manager).await?;)+
                Ok(())
            }

            async fn down(&self, _: &sea_orm_migration::SchemaManager) -> Result<(), sea_orm_migration::prelude::DbErr> {
                Err(sea_orm_migration::prelude::DbErr::Migration("restore the backup made before the update".to_owned()))
            }
        }
    };
}
use migration;
