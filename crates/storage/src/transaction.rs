//! The transaction of a unit of work. With many rows to write, the engine and the one who composes the rows would wait
//! for each other by turns; here the next rows are composed while the last are written.

use std::ops::Deref;
use std::sync::Arc;
use std::task::Poll;

use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, DbErr, InsertMany, QueryTrait};
use tokio::task::JoinHandle;

use crate::StorageError;

/// An open transaction. Dropped without [`Transaction::commit`], nothing happened.
#[derive(Debug)]
pub(crate) struct Transaction {
    open: Arc<DatabaseTransaction>,
    ahead: bool,
    /// At most one statement is being written behind: more would only stand in memory.
    behind: Option<JoinHandle<Result<(), DbErr>>>,
}

/// Reads, and writes that are waited for. They queue after what is being written behind.
impl Deref for Transaction {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.open
    }
}

impl Transaction {
    pub(crate) fn new(open: DatabaseTransaction) -> Self {
        Self { open: Arc::new(open), ahead: false, behind: None }
    }

    /// From here on [`Transaction::insert_all`] does not wait until its rows are written. An error of theirs is
    /// returned by the next call, or by the commit.
    pub(crate) const fn go_ahead(&mut self) {
        self.ahead = true;
    }

    /// Writes rows by one statement.
    pub(crate) async fn insert_all<A>(&mut self, rows: InsertMany<A>) -> Result<(), StorageError>
    where
        A: ActiveModelTrait + Send,
    {
        if !self.ahead {
            rows.exec_without_returning(&*self.open).await?;
            return Ok(());
        }
        let statement = self.open.get_database_backend().build(&rows.into_query());
        self.settle().await?;
        let open = Arc::clone(&self.open);
        let mut writing = Box::pin(async move { open.execute_raw(statement).await.map(drop) });
        // Polled once, it holds the connection: whoever reads next reads what it wrote.
        match futures::poll!(writing.as_mut()) {
            Poll::Ready(written) => written?,
            Poll::Pending => self.behind = Some(tokio::spawn(writing)),
        }
        Ok(())
    }

    /// Waits for what is being written behind.
    async fn settle(&mut self) -> Result<(), StorageError> {
        match self.behind.take() {
            Some(writing) => {
                let written = writing.await.map_err(|error| StorageError::Damaged(error.to_string()))?;
                Ok(written?)
            }
            None => Ok(()),
        }
    }

    pub(crate) async fn commit(mut self) -> Result<(), StorageError> {
        self.settle().await?;
        let open = Arc::into_inner(self.open);
        let open = open.ok_or_else(|| StorageError::Damaged("a transaction is still being written to".to_owned()))?;
        Ok(open.commit().await?)
    }
}
