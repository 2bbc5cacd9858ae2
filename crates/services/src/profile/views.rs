//! What the profile room takes and gives.

use access::Shown;
use kernel::{Date, Instant, Sensitive};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

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
}
