//! Memory: the only crate that names `sea-orm`. Outward it offers plain `async fn` over concrete types.
//!
//! - [`Store`] opens the database: one writer, many readers, the keys.
//! - [`UnitOfWork`] is the only way to write; [`UnitOfWork::commit`] leaves the trail in the same transaction.
//! - [`rows`] holds one declaration per record; [`query`] the handwritten reads.
//! - [`Blobs`] holds whole files, sealed and named by their content, beside the database.
//! - [`audit`] is the tamper-evident trail, [`NewJob`] the transactional outbox.

pub mod audit;
mod backup;
mod blobs;
mod db;
mod error;
mod idempotency;
mod migrations;
mod names;
mod outbox;
pub mod query;
mod reached;
mod repoint;
pub mod rows;
mod search;
mod sessions;
mod store;
mod transaction;
mod types;
mod unit_of_work;

pub use audit::EntryFilter;
pub use blobs::{Addressing, Blobs, Bucket, MARKER, Swept};
pub use db::Db;
pub use error::StorageError;
pub use idempotency::RepeatedWrite;
pub use outbox::{ClaimedJob, JobSummary, NewJob};
pub use repoint::Pointing;
pub use search::shortest_search;
pub use sessions::{Granted, TryLimit};
pub use store::{Store, StoreOptions};
pub use types::{Document, Opened, Plain, Sealed, Stamp};
pub use unit_of_work::{NewLine, Row, TimelineRow, UnitOfWork, WriteContext};
