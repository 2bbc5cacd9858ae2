//! What the contracts room takes and gives: the desk and the contracts of a person.

use access::Shown;
use kernel::{Date, LegalEntityId, Money, OrgUnitId, PersonId, Text};
use law::Article;
use law::contract::DispatchShare;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::people::{EntityRef, PersonRef, UnitRef};
use crate::settlement::Explanation;

/// What a contract may need somebody for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ContractDue {
    /// Works without a written contract (arts. 10 and 82).
    Unsigned,
    /// The day of signing is not on record.
    SignatureMissing,
    /// Still works after the term ended.
    Lapsed,
    /// The term ends within 90 days.
    Ending,
    /// A further fixed term ends: open-ended is due (art. 14).
    SecondFixed,
    /// Ten years of service: open-ended is due (art. 14).
    LongService,
    /// Probation is longer than the term allows (art. 19).
    ProbationTooLong,
    /// The contract names another place than where the work is (art. 35).
    PlaceMismatch,
    /// Insurance is paid elsewhere than where the work is.
    InsuranceMismatch,
    /// A work permit ends.
    PermitEnding,
    /// A rehired retiree without a written agreement.
    OverAgeUnwritten,
    /// Part-time work beyond its limits (arts. 68 to 72).
    PartTimeLimits,
    /// A dispatched worker's term is too short (art. 58).
    DispatchTerm,
}

impl ContractDue {
    /// All of them, the gravest first.
    pub const ALL: [Self; 13] = [
        Self::Unsigned,
        Self::Lapsed,
        Self::SecondFixed,
        Self::LongService,
        Self::ProbationTooLong,
        Self::PartTimeLimits,
        Self::DispatchTerm,
        Self::PermitEnding,
        Self::OverAgeUnwritten,
        Self::PlaceMismatch,
        Self::InsuranceMismatch,
        Self::Ending,
        Self::SignatureMissing,
    ];
}

/// How much a warning weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Act before the deadline.
    Warn,
    /// The law is, or is about to be, broken.
    Bad,
}

/// One thing that needs an eye.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContractWarning {
    /// What.
    pub due: ContractDue,
    /// How much it weighs.
    pub severity: Severity,
    /// The day by which, or since which, it matters.
    #[schema(required)]
    pub deadline: Option<Date>,
    /// Days to it; negative when it has passed.
    #[schema(required)]
    pub days_left: Option<i64>,
    /// What the law says to this case, with its real numbers.
    pub text: Text,
    /// The articles.
    pub articles: Vec<Article>,
    /// What it costs so far, where the law prices it.
    #[schema(value_type = Option<i64>, required)]
    pub amount_fen: Shown<Option<Money>>,
    /// How the figure came about.
    #[schema(value_type = Option<Explanation>, required)]
    pub explanation: Shown<Option<Explanation>>,
}

/// A contract in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ContractBrief {
    /// Which.
    pub id: Uuid,
    /// Code of list `contract_kind`.
    pub kind: String,
    /// First day.
    pub first_day: Date,
    /// Last day; none for an open-ended contract.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// Day of signing.
    #[schema(required)]
    pub signed_on: Option<Date>,
    /// Number.
    #[schema(required)]
    pub number: Option<String>,
    /// Work place that it names.
    #[schema(required)]
    pub work_place: Option<String>,
    /// Where insurance is paid.
    #[schema(required)]
    pub insured_place: Option<String>,
    /// Which fixed term in a row it is under this employment; 0 when it is none.
    pub fixed_term_no: u32,
}

/// Where a renewal stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RenewalBrief {
    /// Which.
    pub id: Uuid,
    /// `draft`, `sent`, `accepted` …
    pub state: String,
}

/// A person whose contract needs an eye.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DeskItem {
    /// Who.
    pub person: PersonRef,
    /// Employee number.
    pub employee_no: String,
    /// Employer.
    pub legal_entity: EntityRef,
    /// Unit.
    pub unit: UnitRef,
    /// Position.
    pub position: String,
    /// Where the work is.
    pub place: String,
    /// Kind of employment.
    #[schema(value_type = Option<String>, required)]
    pub employment_kind: Shown<String>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub hired_on: Shown<Date>,
    /// The contract that is meant.
    #[schema(value_type = Option<ContractBrief>, required)]
    pub contract: Shown<Option<ContractBrief>>,
    /// A renewal that is under way.
    #[schema(required)]
    pub renewal: Option<RenewalBrief>,
    /// What needs an eye.
    pub warning: ContractWarning,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// What to list on the desk.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeskQuery {
    /// What is looked for.
    #[param(inline)]
    pub due: ContractDue,
    /// Of terms that end: within so many days; 90 unless told.
    pub within: Option<u32>,
    /// The day; today unless told.
    pub as_of: Option<Date>,
    /// Name, pinyin, initials or employee number.
    pub q: Option<String>,
    /// This unit and everything below it.
    pub unit_id: Option<OrgUnitId>,
    /// This employer.
    pub legal_entity_id: Option<LegalEntityId>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many rows; 50 unless told, at most 200.
    pub limit: Option<u64>,
}

/// Over whom to count.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DeskSummaryQuery {
    /// The day; today unless told.
    pub as_of: Option<Date>,
    /// This unit and everything below it.
    pub unit_id: Option<OrgUnitId>,
    /// This employer.
    pub legal_entity_id: Option<LegalEntityId>,
}

/// How many of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct DueCount {
    /// What.
    pub due: ContractDue,
    /// How many.
    pub count: u64,
}

/// What is due, counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DeskSummary {
    /// The day.
    pub as_of: Date,
    /// The gravest first.
    pub counts: Vec<DueCount>,
    /// Of the terms that end: within 30 and within 60 days.
    pub ending_30: u64,
    /// The same for 60 days.
    pub ending_60: u64,
}

/// Who works for an employer, by kind, and whether too many are dispatched.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EmployerStructure {
    /// The employer.
    pub legal_entity: EntityRef,
    /// Kinds of employment with their numbers.
    pub kinds: Vec<KindNumber>,
    /// With a labour contract of the employer's own.
    pub own_contracts: u32,
    /// Dispatched.
    pub dispatched: u32,
    /// Their share and the limit.
    pub share: DispatchShare,
    /// How it came about.
    pub explanation: Explanation,
}

/// How many of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct KindNumber {
    /// Code of list `employment_kind`.
    pub kind: String,
    /// How many.
    pub count: u64,
}

/// Every employer that the caller may see as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StructureView {
    /// The day.
    pub as_of: Date,
    /// Employers.
    pub items: Vec<EmployerStructure>,
}

/// The terms of a contract.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsInput {
    /// Number of the contract.
    pub number: Option<String>,
    /// Who signed for the employer.
    pub signed_by: Option<String>,
    /// Work place that the contract names, as the law data names it.
    pub work_place: Option<String>,
    /// Place where social insurance is paid.
    pub insured_place: Option<String>,
    /// Code of list `working_time`.
    pub working_time: Option<String>,
    /// Months of probation that the contract names.
    pub probation_months: Option<i32>,
    /// Tenths of an hour a day, for part-time work.
    pub tenth_hours_a_day: Option<i32>,
    /// Tenths of an hour a week, for part-time work.
    pub tenth_hours_a_week: Option<i32>,
    /// Days between two pays, for part-time work.
    pub pay_days: Option<i32>,
    /// The agency that dispatched the person.
    pub agency: Option<String>,
    /// Last day of the work permit of a foreigner.
    pub permit_last_day: Option<Date>,
}

/// A contract with its terms.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ContractView {
    /// The contract.
    #[schema(value_type = Option<ContractBrief>, required)]
    pub contract: Shown<ContractBrief>,
    /// Whether it holds today.
    pub current: bool,
    /// Its terms, without the permit.
    #[schema(value_type = Option<TermsInput>, required)]
    pub terms: Shown<TermsInput>,
    /// Last day of the work permit.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub permit_last_day: Shown<Option<Date>>,
    /// Months of probation that the term allows, where the law sets them.
    #[schema(required)]
    pub probation_max_months: Option<u32>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// Everything about the contracts of one person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonContracts {
    /// Who.
    pub person_id: PersonId,
    /// Contracts, the newest first.
    pub contracts: Vec<ContractView>,
    /// What needs an eye.
    pub warnings: Vec<ContractWarning>,
    /// Renewals, the newest first.
    pub renewals: Vec<super::RenewalView>,
    /// Non-compete agreements.
    pub noncompetes: Vec<super::NoncompeteView>,
    /// Service-period agreements.
    pub bonds: Vec<super::BondView>,
    /// Whether the caller may change them.
    pub may_write: bool,
}
