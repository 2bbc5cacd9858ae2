//! What one entry of the trail says.

use std::collections::BTreeMap;

use kernel::{FieldClass, Instant};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::WriteContext;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A record was written for the first time.
    Create,
    /// A record was changed.
    Update,
    /// A fact is no longer what is known.
    Supersede,
    /// A record was taken back (undo of an import).
    Remove,
    /// Something delicate was looked at.
    Read,
    /// Something left the house: an export, a download.
    Export,
    /// A sign-in, a refusal, an attempt.
    Access,
}

/// One changed field with its values, opened.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) field: &'static str,
    pub(crate) class: FieldClass,
    pub(crate) old: Option<Vec<u8>>,
    pub(crate) new: Option<Vec<u8>>,
}

/// An entry that is not numbered yet.
#[derive(Debug)]
pub(crate) struct PendingEntry {
    pub(crate) actor: Option<Uuid>,
    pub(crate) operation: &'static str,
    pub(crate) request: Option<Uuid>,
    pub(crate) reason: Option<String>,
    pub(crate) action: Action,
    pub(crate) record: &'static str,
    pub(crate) record_id: Uuid,
    pub(crate) subject: Option<Uuid>,
    pub(crate) changes: Vec<Change>,
    /// Only digests are kept of it.
    pub(crate) forgotten: bool,
}

impl PendingEntry {
    pub(crate) fn new(
        context: &WriteContext,
        action: Action,
        record: &'static str,
        record_id: Uuid,
        subject: Option<Uuid>,
        changes: Vec<Change>,
    ) -> Self {
        let WriteContext { actor, operation, reason, request } = context.clone();
        Self { actor, operation, request, reason, action, record, record_id, subject, changes, forgotten: false }
    }
}

/// The bytes that are hashed into the log: ids, names and digests. Field order is the order of hashing;
/// a change of this shape needs a new version number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// Version of this shape: since 2 digests are written in base64, before in hexadecimal.
    pub v: u8,
    /// Number in the log, from 0.
    pub seq: u64,
    /// When, in microseconds since the epoch.
    pub at: i64,
    /// The account; `None` for the system.
    pub actor: Option<Uuid>,
    /// The operation's name.
    pub operation: String,
    /// What was done.
    pub action: Action,
    /// The kind of record.
    pub record: String,
    /// Which record.
    pub record_id: Uuid,
    /// Whom it is about.
    pub subject: Option<Uuid>,
    /// Digest of the reason that was given.
    pub reason: Option<String>,
    /// Field → salted digests of the old and the new value.
    pub changes: BTreeMap<String, [Option<String>; 2]>,
}

/// What the sealed part of an entry holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The reason that was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Ties the entries of one request together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Uuid>,
    /// What changed.
    pub changes: Vec<ReadableChange>,
}

/// One changed field, for a reader with the right to its class. At rest its names are short: a large import writes
/// millions of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadableChange {
    /// The field.
    #[serde(rename = "f", alias = "field")]
    pub field: String,
    /// Its class: decides who may read the values.
    #[serde(rename = "c", alias = "class")]
    pub class: FieldClass,
    /// Before; `None`: there was no value.
    #[serde(rename = "o", alias = "old", default, skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// After.
    #[serde(rename = "n", alias = "new", default, skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// An entry as read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadableEntry {
    /// Number in the log.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// What the log vouches for.
    pub leaf: Leaf,
    /// The reason given, unless erased.
    pub reason: Option<String>,
    /// What changed, unless erased.
    pub changes: Vec<ReadableChange>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sealed_part_of_entries_of_the_first_version_is_still_read() {
        let old = r#"{"reason":"调岗","request":null,"changes":[{"field":"place","class":"directory","old":null,"new":"CN"}]}"#;
        let read: Detail = serde_json::from_str(old).unwrap();
        let change =
            ReadableChange { field: "place".into(), class: FieldClass::Directory, old: None, new: Some("CN".into()) };
        assert_eq!(read, Detail { reason: Some("调岗".into()), request: None, changes: vec![change] });
        let again: Detail = serde_json::from_str(&serde_json::to_string(&read).unwrap()).unwrap();
        assert_eq!(again, read);
    }
}
