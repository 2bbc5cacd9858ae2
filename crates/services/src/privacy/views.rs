//! What the privacy room takes and gives.

use access::Shown;
use kernel::{AccountId, Date, Instant, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::people::PersonRef;

/// A precondition of alerts about persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum GateKind {
    /// 规章制度已公示并由员工确认.
    WorkRuleAcknowledged,
    /// 已告知员工.
    NoticeGiven,
    /// 个人信息保护影响评估已批准.
    ImpactAssessmentApproved,
}

impl GateKind {
    /// All three.
    pub const ALL: [Self; 3] = [Self::WorkRuleAcknowledged, Self::NoticeGiven, Self::ImpactAssessmentApproved];

    /// Stable key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::WorkRuleAcknowledged => "work_rule_acknowledged",
            Self::NoticeGiven => "notice_given",
            Self::ImpactAssessmentApproved => "impact_assessment_approved",
        }
    }

    /// What people call it.
    pub const fn title(self) -> Text {
        match self {
            Self::WorkRuleAcknowledged => {
                Text::of("规章制度已公示并由员工确认", "Work rule published and acknowledged")
            }
            Self::NoticeGiven => {
                Text::of("已向员工告知用途、输入与权利", "Employees told of purpose, inputs and rights")
            }
            Self::ImpactAssessmentApproved => {
                Text::of("个人信息保护影响评估已批准", "Personal information impact assessment approved")
            }
        }
    }

    /// The article that asks for it.
    pub const fn article(self) -> Text {
        match self {
            Self::WorkRuleAcknowledged => Text::of("《劳动合同法》第四条", "Labour Contract Law art. 4"),
            Self::NoticeGiven => Text::of("《个人信息保护法》第十七条、第二十四条", "PIPL arts. 17 and 24"),
            Self::ImpactAssessmentApproved => {
                Text::of("《个人信息保护法》第五十五条、第五十六条", "PIPL arts. 55 and 56")
            }
        }
    }
}

/// One record of a gate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GateRecord {
    /// Which.
    pub id: Uuid,
    /// First day it counts.
    pub first_day: Date,
    /// Last day it counts.
    pub last_day: Date,
    /// What proves it.
    pub evidence: String,
    /// Who said so.
    #[schema(required)]
    pub approved_by: Option<AccountId>,
    /// When.
    pub approved_at: Instant,
    /// When it was taken back.
    #[schema(required)]
    pub withdrawn_at: Option<Instant>,
}

/// A gate with its records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GateView {
    /// Which.
    pub gate: GateKind,
    /// What people call it.
    pub title: Text,
    /// The article that asks for it.
    pub article: Text,
    /// Whether it stands today.
    pub stands: bool,
    /// Last day of the record in force.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// All records, newest first.
    pub records: Vec<GateRecord>,
}

/// The gates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GateList {
    /// Whether all stand, so that alerts about persons are open.
    pub named_mode: bool,
    /// The gates.
    pub items: Vec<GateView>,
}

/// A gate is passed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ApproveGate {
    /// What proves it: document, number, place.
    #[schema(example = "PIA-2026-07，2026-07-15 个人信息保护负责人批准")]
    pub evidence: String,
    /// First day it counts; today unless told.
    pub first_day: Option<Date>,
    /// Last day it counts; a year unless told, never more.
    pub last_day: Option<Date>,
}

/// A record of a gate is taken back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawGate {
    /// Why; stands in the trail.
    pub reason: String,
}

/// An objection.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileObjection {
    /// What the person says.
    #[schema(value_type = String)]
    pub text: kernel::Sensitive<String>,
}

/// The two answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionDecision {
    /// The use of scores about the person stays ended.
    Upheld,
    /// The use may go on.
    Rejected,
}

/// The answer to an objection.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideObjection {
    /// Which.
    pub decision: ObjectionDecision,
    /// Why; the person reads it.
    #[schema(value_type = String)]
    pub reasons: kernel::Sensitive<String>,
}

/// An objection as it is read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ObjectionView {
    /// Which.
    pub id: Uuid,
    /// Who objects.
    pub person: PersonRef,
    /// What they say.
    #[schema(value_type = Option<String>, required)]
    pub text: Shown<String>,
    /// `open`, `upheld`, `rejected` or `taken_back`.
    pub state: String,
    /// When it was filed.
    pub filed_at: Instant,
    /// Last day for the answer.
    pub due_on: Date,
    /// Whether the answer is late.
    pub overdue: bool,
    /// When it was answered.
    #[schema(required)]
    pub decided_at: Option<Instant>,
    /// The reasons of the answer.
    #[schema(value_type = Option<String>, required)]
    pub reasons: Shown<Option<String>>,
    /// What was left out.
    pub redacted: Vec<&'static str>,
}

/// Objections.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ObjectionList {
    /// Open ones first, by deadline.
    pub items: Vec<ObjectionView>,
}
