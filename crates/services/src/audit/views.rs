//! What the audit room gives.

use access::Shown;
use kernel::{AccountId, FieldClass, Instant, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Which entries.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many rows; 50 unless told, at most 200.
    pub limit: Option<u64>,
    /// About this person.
    pub subject: Option<PersonId>,
    /// By this account.
    pub actor: Option<AccountId>,
    /// Of this kind of record.
    pub record: Option<String>,
    /// Of this operation.
    pub operation: Option<String>,
}

/// A changed field. Values are shown to those who may read the field's class.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditChange {
    /// The field.
    pub field: String,
    /// Its class; none once erased.
    #[schema(required)]
    pub class: Option<FieldClass>,
    /// Before.
    #[schema(value_type = Option<String>, required)]
    pub old: Shown<Option<String>>,
    /// After.
    #[schema(value_type = Option<String>, required)]
    pub new: Shown<Option<String>>,
}

/// An entry of the trail.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditEntryView {
    /// Number in the log.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// Which account; none for Renhe itself.
    #[schema(required)]
    pub actor: Option<AccountId>,
    /// The account's login.
    #[schema(required)]
    pub actor_login: Option<String>,
    /// The operation.
    pub operation: String,
    /// `create`, `update`, `supersede`, `remove`, `read`, `export` or `access`.
    pub action: String,
    /// The kind of record.
    pub record: String,
    /// Which record.
    pub record_id: Uuid,
    /// Whom it is about.
    #[schema(required)]
    pub subject: Option<PersonId>,
    /// The reason that was given.
    #[schema(required)]
    pub reason: Option<String>,
    /// What changed.
    pub changes: Vec<AuditChange>,
    /// Salted digest of all that, as the log holds it, for everybody who may read the trail; none for old entries.
    #[schema(required)]
    pub digest: Option<String>,
    /// The fields whose values the caller may not see.
    pub redacted: Vec<String>,
}

/// The log as it stands.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditStatusView {
    /// Entries.
    pub size: u64,
    /// Root hash, hex.
    pub root: String,
    /// The newest signed checkpoint (C2SP).
    #[schema(required)]
    pub checkpoint: Option<String>,
    /// The key that signs checkpoints.
    pub verifier_key: String,
}

/// Everything a verifier needs to check one entry.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AuditProof {
    /// The entry's number.
    pub seq: u64,
    /// The size of the log it is proven against.
    pub size: u64,
    /// The leaf's bytes, as text.
    pub leaf: String,
    /// Sibling hashes from leaf to root, hex.
    pub path: Vec<String>,
    /// Root hash, hex.
    pub root: String,
    /// The signed checkpoint of that root.
    pub checkpoint: String,
    /// The key that signs checkpoints.
    pub verifier_key: String,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuditFindingKind {
    /// It says something else than when it was written.
    Altered,
    /// Its stored hash was changed.
    AlteredHash,
    /// The log contradicts a checkpoint that was signed earlier.
    Forked,
    /// It is gone from the middle.
    Removed,
    /// It was not written by Renhe.
    Inserted,
    /// The log's end was cut off.
    Cut,
    /// A checkpoint is not signed by our key.
    ForgedCheckpoint,
}

/// The first thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuditFinding {
    /// What.
    pub kind: AuditFindingKind,
    /// The number of the entry.
    pub seq: u64,
    /// If only a span is known: the last entry that may be concerned.
    #[schema(required)]
    pub up_to: Option<u64>,
    /// What gave it away.
    pub what: String,
}

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AuditVerification {
    /// Whether the trail is whole.
    pub whole: bool,
    /// Entries in the database.
    pub size: u64,
    /// Root hash over them, hex.
    pub root: String,
    /// Checkpoints compared, inside and outside the database.
    pub checkpoints: usize,
    /// Entries whose readable part was erased on request.
    pub erased: u64,
    /// The first thing that is wrong.
    #[schema(required)]
    pub first: Option<AuditFinding>,
}
