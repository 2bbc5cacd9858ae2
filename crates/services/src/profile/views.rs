//! What the profile room takes and gives.

use access::Shown;
use kernel::{Date, Instant, Sensitive};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::approvals::ApprovalView;

/// A tag to be recorded.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTag {
    /// Code of list `person_tag`.
    pub kind: String,
    /// Where it is known from.
    #[schema(example = "培训系统，2026 年内训师名单")]
    pub source: String,
    /// What it rests on, in words.
    #[schema(example = "2026-03 通过内训师认证")]
    pub basis: String,
    /// First day.
    pub first_day: Date,
    /// Last day: no tag holds for ever.
    pub last_day: Date,
}

/// A tag.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TagView {
    /// Which.
    pub id: Uuid,
    /// Code of list `person_tag`.
    #[schema(value_type = Option<String>, required)]
    pub kind: Shown<String>,
    /// Where it is known from.
    #[schema(value_type = Option<String>, required)]
    pub source: Shown<String>,
    /// What it rests on.
    #[schema(value_type = Option<String>, required)]
    pub basis: Shown<String>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub first_day: Shown<Date>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Date>,
    /// Who recorded it.
    #[schema(required)]
    pub recorded_by: Option<String>,
    /// When.
    pub recorded_at: Instant,
    /// Whether the person objects: until somebody answers, only the person and personnel see it.
    pub objected: bool,
    /// What the person holds against it.
    #[schema(value_type = Option<String>, required)]
    pub objection: Shown<Option<String>>,
    /// What the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// The tags of a person that hold today, by last day.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TagList {
    /// The tags.
    pub items: Vec<TagView>,
}

/// What speaks against a tag.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectToTag {
    /// Why it is not so.
    #[schema(value_type = String)]
    pub objection: Sensitive<String>,
}

/// The answer to an objection, or a correction without one.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerTag {
    /// Whether the tag stays.
    pub keep: bool,
    /// Why; stands in the trail.
    pub reason: String,
}

/// One look at something delicate about the caller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnRead {
    /// Number in the trail.
    pub seq: u64,
    /// When.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// Which field.
    pub field: String,
    /// The reason that was given.
    pub reason: String,
}

/// Who looked at what is delicate about the caller, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwnReadList {
    /// The looks.
    pub items: Vec<OwnRead>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// New values of the own data: what is left out stays, an empty text takes a value away.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeOwnData {
    /// Name as on the identity document.
    #[schema(value_type = Option<String>)]
    pub full_name: Option<Sensitive<String>>,
    /// Mobile phone.
    #[schema(value_type = Option<String>, example = "13800138000")]
    pub phone: Option<Sensitive<String>>,
    /// Mail address.
    #[schema(value_type = Option<String>)]
    pub email: Option<Sensitive<String>>,
    /// Where letters reach the person.
    #[schema(value_type = Option<String>)]
    pub address: Option<Sensitive<String>>,
    /// Whom to call in an emergency.
    #[schema(value_type = Option<String>)]
    pub emergency_name: Option<Sensitive<String>>,
    /// Under which number.
    #[schema(value_type = Option<String>)]
    pub emergency_phone: Option<Sensitive<String>>,
    /// Account that wages are paid to.
    #[schema(value_type = Option<String>)]
    pub bank_account: Option<Sensitive<String>>,
    /// Why; needed for a change of name or account.
    #[schema(value_type = Option<String>)]
    pub reason: Option<Sensitive<String>>,
}

/// A correction of somebody else's data.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectPerson {
    /// The new values.
    pub values: ChangeOwnData,
    /// Why; stands in the trail.
    pub reason: String,
}

/// Where a request of the person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Waits for an answer.
    Asked,
    /// Approved and written.
    Applied,
    /// Not approved.
    Refused,
    /// Taken back.
    Withdrawn,
}

impl RequestState {
    /// From the column.
    pub(super) fn of(state: &str) -> Self {
        match state {
            "applied" => Self::Applied,
            "refused" => Self::Refused,
            "withdrawn" => Self::Withdrawn,
            _ => Self::Asked,
        }
    }
}

/// A request to change the own data.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OwnDataRequest {
    /// Which.
    pub id: Uuid,
    /// Where it stands.
    pub state: RequestState,
    /// When it was asked for.
    pub asked_at: Instant,
    /// When it was answered or taken back.
    #[schema(required)]
    pub ended_at: Option<Instant>,
    /// What would change, why, and who said what.
    #[schema(required)]
    pub approval: Option<ApprovalView>,
}

/// What the caller has given about themselves.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OwnData {
    /// Name as on the identity document.
    #[schema(value_type = Option<String>, required)]
    pub full_name: Shown<Option<String>>,
    /// Mobile phone.
    #[schema(value_type = Option<String>, required)]
    pub phone: Shown<Option<String>>,
    /// Mail address.
    #[schema(value_type = Option<String>, required)]
    pub email: Shown<Option<String>>,
    /// Where letters reach the person.
    #[schema(value_type = Option<String>, required)]
    pub address: Shown<Option<String>>,
    /// Whom to call in an emergency.
    #[schema(value_type = Option<String>, required)]
    pub emergency_name: Shown<Option<String>>,
    /// Under which number.
    #[schema(value_type = Option<String>, required)]
    pub emergency_phone: Shown<Option<String>>,
    /// Account that wages are paid to.
    #[schema(value_type = Option<String>, required)]
    pub bank_account: Shown<Option<String>>,
    /// Requests of late, newest first.
    pub requests: Vec<OwnDataRequest>,
    /// What the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Where somebody lives and whom to call.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContactView {
    /// Where letters reach the person.
    #[schema(value_type = Option<String>, required)]
    pub address: Shown<Option<String>>,
    /// Whom to call in an emergency.
    #[schema(value_type = Option<String>, required)]
    pub emergency_name: Shown<Option<String>>,
    /// Under which number.
    #[schema(value_type = Option<String>, required)]
    pub emergency_phone: Shown<Option<String>>,
    /// What the caller may not see.
    pub redacted: Vec<&'static str>,
}
