//! A place to read from: the pool, or the transaction that is being written.

use sea_orm::{DatabaseConnection, DatabaseExecutor, DatabaseTransaction};

/// Passed to every query. From [`crate::Store::db`] it reads what is committed; from
/// [`crate::UnitOfWork::db`] it also sees what the unit of work has written so far.
#[derive(Debug)]
pub struct Db<'a>(pub(crate) DatabaseExecutor<'a>);

impl<'a> From<&'a DatabaseConnection> for Db<'a> {
    fn from(connection: &'a DatabaseConnection) -> Self {
        Self(DatabaseExecutor::Connection(connection))
    }
}

impl<'a> From<&'a DatabaseTransaction> for Db<'a> {
    fn from(transaction: &'a DatabaseTransaction) -> Self {
        Self(DatabaseExecutor::Transaction(transaction))
    }
}
