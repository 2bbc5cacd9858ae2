//! What the contracts room takes and gives: renewals and what binds a person beyond the job.

use access::Shown;
use kernel::{Date, Instant, Money, PersonId, Sensitive, Text};
use law::contract::OpenEndedGround;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::views::ContractBrief;
use crate::people::PersonRef;
use crate::settlement::Explanation;

/// Which contracts would be renewed, and how.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviewRenewals {
    /// The contracts that run out; at most 500.
    pub contract_ids: Vec<Uuid>,
    /// Months of the new fixed terms, where a fixed term may follow.
    pub months: u32,
}

/// What the law wants of one renewal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RenewalProposal {
    /// Who.
    pub person: PersonRef,
    /// The contract that runs out.
    pub contract: ContractBrief,
    /// Kind that may be offered.
    pub kind: String,
    /// First day of the new term.
    pub first_day: Date,
    /// Its last day; none when it is open-ended.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// Whether an open-ended contract must be offered.
    pub open_ended_due: bool,
    /// Why.
    pub ground: OpenEndedGround,
    /// How the law judged it.
    pub explanation: Explanation,
    /// Code of the problem that keeps it from being renewed, if there is one.
    #[schema(required)]
    pub blocked_by: Option<&'static str>,
}

/// Proposals in the order that was asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RenewalPreview {
    /// The proposals.
    pub items: Vec<RenewalProposal>,
}

/// One renewal to make.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRenewal {
    /// The contract that runs out.
    pub contract_id: Uuid,
    /// `fixed_term` or `open_ended`.
    pub kind: String,
    /// Last day of a fixed term.
    pub last_day: Option<Date>,
    /// Whether the terms are at least as good as before.
    pub same_terms: bool,
    /// The written wish of the person for a fixed term, where open-ended is due.
    #[schema(value_type = Option<String>)]
    pub fixed_asked: Option<Sensitive<String>>,
}

/// Renewals made together: all of them, or none.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeRenewals {
    /// The renewals; at most 500.
    pub items: Vec<NewRenewal>,
    /// Whether they go to the persons at once.
    pub send: bool,
    /// By when an answer is asked for.
    pub answer_by: Option<Date>,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MadeRenewals {
    /// Renewals of one batch carry this id.
    pub batch_id: Uuid,
    /// How many.
    pub count: u64,
}

/// A renewal.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RenewalView {
    /// Which.
    pub id: Uuid,
    /// Who.
    pub person: PersonRef,
    /// The contract that runs out.
    pub contract_id: Uuid,
    /// `draft`, `sent`, `accepted`, `refused`, `signed`, `not_offered` or `withdrawn`.
    #[schema(value_type = Option<String>, required)]
    pub state: Shown<String>,
    /// Kind that is offered.
    #[schema(value_type = Option<String>, required)]
    pub kind: Shown<String>,
    /// First day of the new term.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub first_day: Shown<Date>,
    /// Its last day.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Option<Date>>,
    /// Whether the terms are at least as good as before.
    #[schema(value_type = Option<bool>, required)]
    pub same_terms: Shown<bool>,
    /// Whether the law wants an open-ended contract to be offered.
    #[schema(value_type = Option<bool>, required)]
    pub open_ended_due: Shown<bool>,
    /// The written wish for a fixed term.
    #[schema(value_type = Option<String>, required)]
    pub fixed_asked: Shown<Option<String>>,
    /// How the law judged it.
    #[schema(value_type = Option<Explanation>, required)]
    pub explanation: Shown<Option<Explanation>>,
    /// When it was made.
    pub created_at: Instant,
    /// When it went to the person.
    #[schema(required)]
    pub sent_at: Option<Instant>,
    /// By when an answer is asked for.
    #[schema(required)]
    pub answer_by: Option<Date>,
    /// When it was answered.
    #[schema(required)]
    pub answered_at: Option<Instant>,
    /// What the person said.
    #[schema(value_type = Option<String>, required)]
    pub answer: Shown<Option<String>>,
    /// What follows from its state, by law.
    pub follows: Text,
    /// The article.
    pub article: Text,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Which renewals.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RenewalsQuery {
    /// Only in this state; else all that are under way.
    pub state: Option<String>,
}

/// Renewals, the earliest term first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RenewalList {
    /// The renewals, at most 500.
    pub items: Vec<RenewalView>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// The answer of the person: by the own page, or on paper by HR.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerRenewal {
    /// Whether the person agrees.
    pub accept: bool,
    /// What the person said.
    #[schema(value_type = Option<String>)]
    pub note: Option<Sensitive<String>>,
}

/// The contract was signed by both sides.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignRenewal {
    /// Day of signing.
    pub signed_on: Date,
    /// Number of the contract.
    pub number: Option<String>,
    /// Who signed for the employer.
    pub signed_by: Option<String>,
}

/// A renewal ends without a contract.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CloseRenewal {
    /// Why.
    pub reason: String,
}

/// A new non-compete agreement.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNoncompete {
    /// Who.
    pub person_id: PersonId,
    /// Code of list `noncompete_ground`.
    pub ground: String,
    /// Which secrets the person knows.
    #[schema(value_type = String)]
    pub secrets: Sensitive<String>,
    /// Which business is ruled out.
    pub business: String,
    /// Where.
    pub region: String,
    /// Months after the job.
    pub months: u32,
    /// What is paid each month; the law's share when nothing was agreed.
    #[schema(value_type = Option<i64>)]
    pub monthly_fen: Option<Sensitive<Money>>,
    /// Penalty that was agreed.
    #[schema(value_type = Option<i64>)]
    pub penalty_fen: Option<Sensitive<Money>>,
    /// Day of signing.
    pub signed_on: Date,
}

/// A step in the life of a non-compete.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoncompeteStep {
    /// `start`, `pay`, `release` or `waive`.
    pub step: String,
    /// The first day on which it binds, the day paid through, or the day of the end.
    pub day: Date,
}

/// A non-compete agreement.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NoncompeteView {
    /// Which.
    pub id: Uuid,
    /// Who.
    pub person: PersonRef,
    /// Why the person may be bound.
    #[schema(value_type = Option<String>, required)]
    pub ground: Shown<String>,
    /// Which secrets.
    #[schema(value_type = Option<String>, required)]
    pub secrets: Shown<String>,
    /// Which business is ruled out.
    #[schema(value_type = Option<String>, required)]
    pub business: Shown<String>,
    /// Where.
    #[schema(value_type = Option<String>, required)]
    pub region: Shown<String>,
    /// Months after the job.
    #[schema(value_type = Option<i32>, required)]
    pub months: Shown<i32>,
    /// What is paid each month.
    #[schema(value_type = Option<i64>, required)]
    pub monthly_fen: Shown<Option<Money>>,
    /// Penalty that was agreed.
    #[schema(value_type = Option<i64>, required)]
    pub penalty_fen: Shown<Option<Money>>,
    /// Day of signing.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub signed_on: Shown<Date>,
    /// `agreed`, `running`, `released`, `waived` or `over`.
    #[schema(value_type = Option<String>, required)]
    pub state: Shown<String>,
    /// First day on which it binds.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub first_day: Shown<Option<Date>>,
    /// Last day on which it binds.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Option<Date>>,
    /// Last day that was paid for.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub paid_through: Shown<Option<Date>>,
    /// Whether so many months are unpaid that the person may end it.
    #[schema(value_type = Option<bool>, required)]
    pub unpaid_too_long: Shown<bool>,
    /// What it pays a month by law and in all.
    #[schema(value_type = Option<Explanation>, required)]
    pub explanation: Shown<Option<Explanation>>,
    /// What must be paid in all.
    #[schema(value_type = Option<i64>, required)]
    pub total_fen: Shown<Option<Money>>,
    /// What the person may ask for when it is released early.
    #[schema(value_type = Option<i64>, required)]
    pub release_fen: Shown<Option<Money>>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Non-compete agreements, those that run first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct NoncompeteList {
    /// The agreements, at most 500.
    pub items: Vec<NoncompeteView>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// A new service-period agreement.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBond {
    /// Who.
    pub person_id: PersonId,
    /// Which training.
    pub training: String,
    /// Who gave it.
    pub provider: String,
    /// What the employer paid for it.
    #[schema(value_type = i64)]
    pub cost_fen: Sensitive<Money>,
    /// Penalty that was agreed; not more than the cost.
    #[schema(value_type = i64)]
    pub penalty_fen: Sensitive<Money>,
    /// Day of signing.
    pub signed_on: Date,
    /// First day of the service period.
    pub first_day: Date,
    /// Months to serve.
    pub months: u32,
}

/// A service-period agreement.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BondView {
    /// Which.
    pub id: Uuid,
    /// Who.
    pub person: PersonRef,
    /// Which training.
    #[schema(value_type = Option<String>, required)]
    pub training: Shown<String>,
    /// Who gave it.
    #[schema(value_type = Option<String>, required)]
    pub provider: Shown<String>,
    /// What the employer paid.
    #[schema(value_type = Option<i64>, required)]
    pub cost_fen: Shown<Money>,
    /// Penalty that was agreed.
    #[schema(value_type = Option<i64>, required)]
    pub penalty_fen: Shown<Money>,
    /// Day of signing.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub signed_on: Shown<Date>,
    /// First day of the service period.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub first_day: Shown<Date>,
    /// Last day.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Date>,
    /// Months to serve.
    #[schema(value_type = Option<i32>, required)]
    pub months: Shown<i32>,
    /// Whole months served.
    #[schema(value_type = Option<u32>, required)]
    pub served_months: Shown<u32>,
    /// `running`, `served` or `waived`.
    #[schema(value_type = Option<String>, required)]
    pub state: Shown<String>,
    /// The most that could be claimed today.
    #[schema(value_type = Option<i64>, required)]
    pub claim_fen: Shown<Option<Money>>,
    /// How it came about.
    #[schema(value_type = Option<Explanation>, required)]
    pub explanation: Shown<Option<Explanation>>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Service-period agreements, the earliest end first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BondList {
    /// The agreements, at most 500.
    pub items: Vec<BondView>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// What the person sees on the own page.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OwnContracts {
    /// Contracts, the newest first.
    pub contracts: Vec<super::ContractView>,
    /// Renewals that went to the person.
    pub renewals: Vec<RenewalView>,
    /// Non-compete agreements.
    pub noncompetes: Vec<NoncompeteView>,
    /// Service-period agreements.
    pub bonds: Vec<BondView>,
}
