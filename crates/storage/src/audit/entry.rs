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

/// The bytes that are hashed into the log: ids, names and one digest. Field order is the order of hashing;
/// a change of this shape needs a new version number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaf {
    /// Version of this shape: since 3 one digest covers the whole sealed part; before, each field had its own, in
    /// base64 (2) or hexadecimal (1).
    pub v: u8,
    /// Number in the log, from 0.
    pub seq: u64,
    /// When, in microseconds since the epoch.
    pub at: i64,
    /// The account; `None` for the system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Uuid>,
    /// The changed fields, in the order of the values in the sealed part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// Salted digest of the sealed part as it was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// Before version 3: field → salted digests of the old and the new value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub changes: BTreeMap<String, [Option<String>; 2]>,
}

impl Leaf {
    /// The names of the changed fields, in whichever version.
    pub fn changed_fields(&self) -> impl Iterator<Item = &String> {
        self.fields.iter().chain(self.changes.keys())
    }
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
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<KeptChange>,
}

/// The values of one changed field. A large import writes millions of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum KeptChange {
    /// Class, old and new value of the field that the leaf names at this place.
    Values(FieldClass, Option<KeptValue>, Option<KeptValue>),
    /// Before version 3 the field stood beside its values.
    Named(ReadableChange),
}

/// A value beside the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum KeptValue {
    /// All of it.
    Whole(String),
    /// The beginning of a long one, and the salted digest of all of it.
    Cut(String, String),
}

impl KeptValue {
    fn into_text(self) -> String {
        match self {
            Self::Whole(text) | Self::Cut(text, _) => text,
        }
    }
}

/// One changed field, for a reader with the right to its class.
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

impl Detail {
    /// The changes with the fields that a leaf names.
    pub(crate) fn readable(changes: Vec<KeptChange>, fields: &[String]) -> Vec<ReadableChange> {
        let mut fields = fields.iter();
        let mut named = |change| match change {
            KeptChange::Named(change) => change,
            KeptChange::Values(class, old, new) => ReadableChange {
                field: fields.next().cloned().unwrap_or_default(),
                class,
                old: old.map(KeptValue::into_text),
                new: new.map(KeptValue::into_text),
            },
        };
        changes.into_iter().map(&mut named).collect()
    }
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
    fn the_sealed_part_of_entries_of_earlier_versions_is_still_read() {
        let first = r#"{"reason":"调岗","request":null,"changes":[{"field":"place","class":"directory","old":null,"new":"CN"}]}"#;
        let second = r#"{"changes":[{"f":"place","c":"directory","n":"CN"}]}"#;
        let third = r#"{"changes":[["directory",null,"CN"]]}"#;
        let change =
            ReadableChange { field: "place".into(), class: FieldClass::Directory, old: None, new: Some("CN".into()) };
        for text in [first, second, third] {
            let read: Detail = serde_json::from_str(text).unwrap();
            assert_eq!(Detail::readable(read.changes, &["place".to_owned()]), std::slice::from_ref(&change));
        }
    }

    #[test]
    fn a_long_value_is_kept_by_its_beginning_and_its_digest() {
        let kept = KeptChange::Values(FieldClass::Directory, None, Some(KeptValue::Cut("从前…".into(), "abc".into())));
        let text = serde_json::to_string(&kept).unwrap();
        assert_eq!(text, r#"["directory",null,["从前…","abc"]]"#);
        assert_eq!(serde_json::from_str::<KeptChange>(&text).unwrap(), kept);
    }
}
