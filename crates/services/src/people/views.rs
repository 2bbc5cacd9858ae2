//! What the people room takes and gives.

use access::Shown;
use kernel::{Date, EmploymentId, Instant, LegalEntityId, Money, OrgUnitId, PersonId, Sensitive};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A new person.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// Name as on the identity document.
    #[schema(example = "张明远")]
    pub full_name: String,
    /// Number of the identity document.
    #[schema(value_type = Option<String>)]
    pub identity_number: Option<Sensitive<String>>,
    /// Mobile phone.
    #[schema(value_type = Option<String>)]
    pub phone: Option<Sensitive<String>>,
    /// Mail address.
    #[schema(value_type = Option<String>)]
    pub email: Option<Sensitive<String>>,
    /// Account that wages are paid to.
    #[schema(value_type = Option<String>)]
    pub bank_account: Option<Sensitive<String>>,
    /// Day of birth.
    #[schema(value_type = Option<String>, format = Date)]
    pub birth_date: Option<Sensitive<String>>,
    /// `female` or `male`.
    #[schema(value_type = Option<String>)]
    pub sex: Option<Sensitive<String>>,
}

/// The terms of a contract.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractTerms {
    /// `fixed_term`, `open_ended` or `task`.
    pub kind: String,
    /// First day.
    pub first_day: Date,
    /// Last day; none for an open-ended contract.
    pub last_day: Option<Date>,
    /// Day of signing.
    pub signed_on: Option<Date>,
}

/// Everything a hire needs.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hire {
    /// A person who was here before; else `person` is new.
    pub person_id: Option<PersonId>,
    /// The new person.
    pub person: Option<NewPerson>,
    /// With which employer.
    pub legal_entity_id: LegalEntityId,
    /// Employee number; empty or left out: the next one by rule.
    #[serde(default)]
    pub employee_no: String,
    /// `full_time`, `part_time`, `intern` …
    pub kind: String,
    /// First day.
    pub hired_on: Date,
    /// Last day of probation.
    pub probation_last_day: Option<Date>,
    /// The contract.
    pub contract: Option<ContractTerms>,
    /// In which unit.
    pub unit_id: OrgUnitId,
    /// To whom the person reports.
    pub manager_id: Option<PersonId>,
    /// Position.
    pub position: String,
    /// Level.
    pub job_level: Option<String>,
    /// Work place as the law data names it.
    pub place: String,
    /// `standard`, `comprehensive` or `flexible`.
    pub working_time: String,
    /// Monthly base pay in fen.
    #[schema(value_type = Option<i64>)]
    pub base_pay_fen: Option<Sensitive<Money>>,
}

/// What a hire made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hired {
    /// The person.
    pub person_id: PersonId,
    /// The employment.
    pub employment_id: EmploymentId,
}

/// Who was hired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HiredPerson {
    /// The person.
    pub person_id: PersonId,
    /// The employment.
    pub employment_id: EmploymentId,
    /// The employee number: given, or taken by rule.
    pub employee_no: String,
}

/// What changes from a day on; what is not named stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// First day of the new state.
    pub first_day: Date,
    /// New unit.
    pub unit_id: Option<OrgUnitId>,
    /// New manager.
    pub manager_id: Option<PersonId>,
    /// New position.
    pub position: Option<String>,
    /// New level.
    pub job_level: Option<String>,
    /// New work place.
    pub place: Option<String>,
}

/// A change of pay.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePay {
    /// First day of the new pay.
    pub first_day: Date,
    /// Monthly base pay in fen.
    #[schema(value_type = i64)]
    pub base_pay_fen: Sensitive<Money>,
    /// Code of list `pay_reason`.
    pub reason: String,
}

/// What keeps somebody from the own post over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// `secondment` or `leave_of_absence`.
    pub kind: String,
    /// First day.
    pub first_day: Date,
    /// Last day, as far as agreed.
    pub last_day: Option<Date>,
    /// At which company of the group.
    pub host_entity_id: Option<LegalEntityId>,
    /// In which unit of the group.
    pub host_unit_id: Option<OrgUnitId>,
    /// At whom outside the group.
    pub host_name: Option<String>,
    /// Code of list `duty_paid_by`.
    pub paid_by: String,
}

/// Where somebody is instead of at the own post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DutyView {
    /// `secondment` or `leave_of_absence`.
    pub kind: String,
    /// First day.
    pub first_day: Date,
    /// Last day, as far as agreed.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// At which company of the group.
    #[schema(required)]
    pub host_entity: Option<EntityRef>,
    /// In which unit of the group.
    #[schema(required)]
    pub host_unit: Option<UnitRef>,
    /// At whom outside the group.
    #[schema(required)]
    pub host_name: Option<String>,
    /// Code of list `duty_paid_by`.
    pub paid_by: String,
}

/// The result of a cycle.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Performance {
    /// Cycle, such as `2026Q2`.
    pub cycle: String,
    /// First day of the cycle.
    pub first_day: Date,
    /// Last day of the cycle.
    pub last_day: Date,
    /// Score in hundredths, prorated for lawful absence: 8350 is 83.5.
    pub score_hundredths: i64,
}

/// Days away.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Leave {
    /// Code of list `leave_kind`.
    #[schema(value_type = String)]
    pub kind: Sensitive<String>,
    /// First day away.
    pub first_day: Date,
    /// Last day away.
    pub last_day: Date,
    /// Length in half working days.
    pub half_days: i32,
}

/// A dated fact.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordEvent {
    /// Code of list `event_kind`.
    pub kind: String,
    /// On which day.
    pub day: Date,
    /// What is worth keeping.
    #[schema(value_type = Object)]
    pub detail: serde_json::Value,
}

/// The end of an employment.
#[derive(Debug, Clone)]
pub struct EndEmployment {
    /// Last day of the employment.
    pub last_day: Date,
    /// Code of list `exit_ground`.
    pub ground: String,
    /// Code of list `exit_reason`.
    pub reason: Option<Sensitive<String>>,
}

/// Which point on the two axes of time.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AsOfQuery {
    /// The day the page is about; today unless told.
    pub as_of: Option<Date>,
    /// As far as was known at the end of this day; now unless told.
    pub known_on: Option<Date>,
}

/// Which people.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RosterQuery {
    /// The day; today unless told.
    pub as_of: Option<Date>,
    /// Name, pinyin, initials or employee number.
    pub q: Option<String>,
    /// This unit and everything below it.
    pub unit_id: Option<OrgUnitId>,
    /// This employer.
    pub legal_entity_id: Option<LegalEntityId>,
    /// Who reports to this person directly.
    pub manager_id: Option<PersonId>,
    /// Who stands so on the day.
    pub status: Option<StatusFilter>,
    /// Kind of employment.
    pub kind: Option<String>,
    /// Work place as the law data names it.
    pub place: Option<String>,
    /// Level.
    pub job_level: Option<String>,
    /// Hired on this day or later.
    pub hired_from: Option<Date>,
    /// Hired on this day or before.
    pub hired_to: Option<Date>,
    /// With a contract of the day that ends on this day or before.
    pub contract_ends_by: Option<Date>,
    /// In which order. Unless told, by pinyin of the name; with a search, those first whose name, pinyin, initials or
    /// number begins with it.
    pub sort: Option<RosterOrder>,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many rows; 50 unless told, at most 200.
    pub limit: Option<u64>,
}

/// Where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusFilter {
    /// Within probation.
    Probation,
    /// Past probation.
    Active,
    /// An end is known.
    Leaving,
}

/// In which order a list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RosterOrder {
    /// By pinyin of the name.
    #[default]
    Name,
    /// By pinyin of the name, from the end.
    NameDescending,
    /// By employee number.
    Number,
    /// By employee number, largest first.
    NumberDescending,
    /// By first day of the employment.
    Hired,
    /// By first day of the employment, newest first.
    HiredDescending,
}

/// How many there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct PeopleCount {
    /// People.
    pub total: u64,
}

/// What to search.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// Name, pinyin, initials or employee number.
    pub q: String,
}

/// A person in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PersonRef {
    /// Who.
    pub id: PersonId,
    /// Name.
    pub full_name: String,
}

/// A unit in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnitRef {
    /// Which.
    pub id: OrgUnitId,
    /// Name.
    pub name: String,
}

/// An employer in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntityRef {
    /// Which.
    pub id: LegalEntityId,
    /// Short name.
    pub name: String,
}

/// A line of the roster.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonSummary {
    /// Who.
    pub person_id: PersonId,
    /// Name.
    pub full_name: String,
    /// Employee number.
    pub employee_no: String,
    /// Employer.
    pub legal_entity: EntityRef,
    /// Unit.
    pub unit: UnitRef,
    /// Position.
    pub position: String,
    /// Level.
    #[schema(required)]
    pub job_level: Option<String>,
    /// Work place.
    pub place: String,
    /// To whom.
    #[schema(required)]
    pub manager: Option<PersonRef>,
    /// Kind of employment.
    #[schema(value_type = Option<String>, required)]
    pub employment_kind: Shown<String>,
    /// First day.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub hired_on: Shown<Date>,
    /// Last day, when an end is known.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Option<Date>>,
    /// Last day of probation.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub probation_last_day: Shown<Option<Date>>,
    /// `probation`, `active` or `leaving`.
    #[schema(value_type = Option<String>, required)]
    pub status: Shown<String>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// The employee page.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonPage {
    /// Who.
    pub person_id: PersonId,
    /// The day the page is about.
    pub as_of: Date,
    /// As far as was known then.
    pub known_at: Instant,
    /// Name.
    pub full_name: String,
    /// `not_employed`, `probation`, `active` or `leaving`.
    #[schema(value_type = Option<String>, required)]
    pub status: Shown<String>,
    /// Whether an employment holds on the day.
    pub employed: bool,
    /// Which employment that is: the firm's own fields hang on it.
    #[schema(required)]
    pub employment_id: Option<EmploymentId>,
    /// Employee number.
    #[schema(required)]
    pub employee_no: Option<String>,
    /// Kind of employment.
    #[schema(value_type = Option<String>, required)]
    pub employment_kind: Shown<Option<String>>,
    /// First day of the employment.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub hired_on: Shown<Option<Date>>,
    /// Last day, when an end is known.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Option<Date>>,
    /// Last day of probation.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub probation_last_day: Shown<Option<Date>>,
    /// Whole months of service on the day.
    #[schema(value_type = Option<i32>, required)]
    pub tenure_months: Shown<Option<i32>>,
    /// Employer.
    #[schema(required)]
    pub legal_entity: Option<EntityRef>,
    /// Units from the top down.
    pub unit_path: Vec<UnitRef>,
    /// Position.
    #[schema(required)]
    pub position: Option<String>,
    /// Level.
    #[schema(required)]
    pub job_level: Option<String>,
    /// Work place.
    #[schema(required)]
    pub place: Option<String>,
    /// To whom.
    #[schema(required)]
    pub manager: Option<PersonRef>,
    /// A secondment or a leave of absence on the day.
    #[schema(value_type = Option<DutyView>, required)]
    pub duty: Shown<Option<DutyView>>,
    /// Kind of contract.
    #[schema(value_type = Option<String>, required)]
    pub contract_kind: Shown<Option<String>>,
    /// Last day of the contract.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub contract_last_day: Shown<Option<Date>>,
    /// Monthly base pay in fen; only on the own page, else revealed one by one.
    #[schema(value_type = Option<i64>, required)]
    pub base_pay_fen: Shown<Option<Money>>,
    /// Phone, masked for others: `138****1234`.
    #[schema(value_type = Option<String>, required)]
    pub phone: Shown<Option<String>>,
    /// Mail address.
    #[schema(value_type = Option<String>, required)]
    pub email: Shown<Option<String>>,
    /// Identity number, masked for others.
    #[schema(value_type = Option<String>, required)]
    pub identity_number: Shown<Option<String>>,
    /// Bank account, masked for others.
    #[schema(value_type = Option<String>, required)]
    pub bank_account: Shown<Option<String>>,
    /// Fields that are masked here and may be revealed with a reason.
    pub masked: Vec<&'static str>,
    /// Fields that the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// What a point on the timeline is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKind {
    /// The employment began.
    Hire,
    /// The employment ended.
    Exit,
    /// Probation was over.
    Confirmation,
    /// A contract.
    Contract,
    /// Unit, manager, position, level or place.
    Assignment,
    /// A secondment or a leave of absence.
    Duty,
    /// Pay.
    Pay,
    /// A performance result.
    Performance,
    /// Days away.
    Leave,
    /// Anything else.
    Event,
}

/// A point on the timeline.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TimelineItem {
    /// What it is about.
    pub kind: TimelineKind,
    /// On which day it begins to hold.
    pub day: Date,
    /// Last day it holds, if it ends.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// What it says: codes and values by name, only those the caller may see.
    #[schema(value_type = Object)]
    pub values: serde_json::Map<String, serde_json::Value>,
    /// Since when it was known.
    pub known_from: Instant,
    /// When Renhe wrote it.
    pub recorded_at: Instant,
    /// Whether it lies after the day the page is about: a scheduled change.
    pub scheduled: bool,
    /// What was left out.
    pub redacted: Vec<&'static str>,
}

/// A person's timeline, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PersonTimeline {
    /// The points.
    pub items: Vec<TimelineItem>,
}

/// Which masked value, and why.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reveal {
    /// `base_pay_fen`, `phone`, `identity_number`, `bank_account`.
    pub field: String,
    /// Why; stands in the trail.
    pub reason: String,
    /// On which day, for values that change: today unless told.
    pub as_of: Option<Date>,
    /// As far as was known then, as the page says; now unless told.
    pub known_at: Option<Instant>,
}

/// A revealed value.
#[derive(Debug, Serialize, ToSchema)]
pub struct Revealed {
    /// Which field.
    pub field: String,
    /// The value: text, or fen for amounts.
    #[schema(value_type = serde_json::Value, required)]
    pub value: Shown<serde_json::Value>,
}
