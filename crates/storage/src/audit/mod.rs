//! The trail: a Merkle log (RFC 6962) over entries that name who did what to which record.
//!
//! A leaf is public in the sense that it may be shown to a verifier: it holds ids, field names and a salted
//! digest, never values. The values stand beside it, sealed, and can be erased with a person's salt while
//! the log still verifies.

mod entry;
mod log;
mod verify;

pub use entry::{Action, Detail, KeptChange, KeptValue, Leaf, ReadableChange, ReadableEntry};
pub(crate) use entry::{Change, PendingEntry};
pub use log::{AuditStatus, EntryFilter, InclusionProof};
pub(crate) use log::{Tail, forget, publish, size};
pub use verify::{Finding, FindingKind, Verification};
