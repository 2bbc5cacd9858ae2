//! Memory: the only crate that names `sea-orm`. Outward it offers plain `async fn` over concrete types.
//!
//! - [`Store`] opens the database: one writer, many readers, the keys.
//! - [`UnitOfWork`] is the only way to write; [`UnitOfWork::commit`] leaves the trail in the same transaction.
//! - [`rows`] holds one declaration per record; [`query`] the handwritten reads.
//! - [`audit`] is the tamper-evident trail, [`NewJob`] the transactional outbox.

pub mod audit;
mod backup;
mod db;
mod error;
mod idempotency;
mod migrations;
mod names;
mod outbox;
pub mod query;
pub mod rows;
mod sessions;
mod store;
mod types;
mod unit_of_work;

pub use audit::EntryFilter;
pub use db::Db;
pub use error::StorageError;
pub use idempotency::RepeatedWrite;
pub use outbox::{ClaimedJob, JobSummary, NewJob};
pub use sessions::TryLimit;
pub use store::{Store, StoreOptions};
pub use types::{Document, Opened, Plain, Sealed, Stamp};
pub use unit_of_work::{Row, TimelineRow, UnitOfWork, WriteContext};
