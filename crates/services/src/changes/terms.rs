//! What a change says: typed by its kind, kept only inside a sealed document.

use kernel::{Date, LegalEntityId, Money, OrgUnitId, PersonId, Problem, Sensitive};
use law::retirement::RetirementCategory;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::Result;
use crate::people::{ChangePay, ContractTerms, Hire, Transfer};

/// Kinds of personnel changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// 入职: the hire itself.
    Onboard,
    /// 转正.
    Confirm,
    /// 试用期调整: another last day of probation.
    Probation,
    /// 调动: unit, manager, position, place, pay, employer.
    Transfer,
    /// 晋升.
    Promote,
    /// 借调.
    Second,
    /// 借调结束.
    EndSecondment,
    /// 停薪留职.
    LeaveOfAbsence,
    /// 复职.
    Return,
    /// 重新入职: somebody who was here before.
    Rehire,
    /// 退休.
    Retire,
    /// 更正: what held on a past day.
    Correct,
}

impl ChangeKind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Onboard,
        Self::Confirm,
        Self::Probation,
        Self::Transfer,
        Self::Promote,
        Self::Second,
        Self::EndSecondment,
        Self::LeaveOfAbsence,
        Self::Return,
        Self::Rehire,
        Self::Retire,
        Self::Correct,
    ];

    /// As in the column.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Onboard => "onboard",
            Self::Confirm => "confirm",
            Self::Probation => "probation",
            Self::Transfer => "transfer",
            Self::Promote => "promote",
            Self::Second => "second",
            Self::EndSecondment => "end_secondment",
            Self::LeaveOfAbsence => "leave_of_absence",
            Self::Return => "return",
            Self::Rehire => "rehire",
            Self::Retire => "retire",
            Self::Correct => "correct",
        }
    }

    /// From the column.
    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// What a change says. What is not named stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Terms {
    /// The hire itself; made by hiring only.
    Onboard {},
    /// Probation is passed on the effective day.
    Confirm {
        /// Monthly base pay in fen from then on.
        #[schema(value_type = Option<i64>)]
        base_pay_fen: Option<Sensitive<Money>>,
    },
    /// Another last day of probation.
    Probation {
        /// Last day of probation.
        last_day: Date,
    },
    /// Another post, place, pay or employer.
    Transfer(Box<Post>),
    /// A higher post.
    Promote(Box<Post>),
    /// Work at another company or unit for some time.
    Second(Posting),
    /// Back from a secondment.
    EndSecondment {},
    /// Work rests by agreement.
    LeaveOfAbsence(Posting),
    /// Back from a leave of absence.
    Return {},
    /// Somebody who was here before.
    Rehire {
        /// The new employment; its first day is the effective day.
        hire: Box<Hire>,
    },
    /// The employment ends with retirement; the effective day is the first day of retirement.
    Retire(Retirement),
    /// What held on past days, as it should have been.
    Correct(Box<Correction>),
}

/// A post: what is named changes.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Post {
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
    /// Monthly base pay in fen from then on.
    #[schema(value_type = Option<i64>)]
    pub base_pay_fen: Option<Sensitive<Money>>,
    /// Another employer of the group: the old employment ends and a new one begins.
    pub legal_entity_id: Option<LegalEntityId>,
    /// Employee number there.
    pub employee_no: Option<String>,
    /// The contract there.
    pub contract: Option<ContractTerms>,
}

/// Where somebody is instead of at the own post.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Posting {
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

/// A retirement.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Retirement {
    /// Which old age applies; a woman's depends on her post.
    pub category: RetirementCategory,
    /// `statutory`, `early` (own written choice) or `late` (both agree).
    pub choice: RetirementChoice,
}

/// When somebody retires, seen from the statutory month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RetirementChoice {
    /// In the month by law.
    Statutory,
    /// Earlier, by the person's own written choice.
    Early,
    /// Later, by agreement.
    Late,
}

/// What held on past days, as it should have been.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// Last day of the corrected days; none: until the value changed anyway.
    pub last_day: Option<Date>,
    /// Unit.
    pub unit_id: Option<OrgUnitId>,
    /// Manager.
    pub manager_id: Option<PersonId>,
    /// Position.
    pub position: Option<String>,
    /// Level.
    pub job_level: Option<String>,
    /// Work place.
    pub place: Option<String>,
    /// Monthly base pay in fen.
    #[schema(value_type = Option<i64>)]
    pub base_pay_fen: Option<Sensitive<Money>>,
    /// Last day of probation.
    pub probation_last_day: Option<Date>,
    /// First day of the employment.
    pub hired_on: Option<Date>,
}

impl Terms {
    /// Reads terms as they came in.
    pub(super) fn read(json: &Value) -> Result<Self> {
        serde_json::from_value(json.clone()).map_err(|error| {
            // The message names fields, never values of a wrong type that could be a pay.
            let line = error.to_string();
            let name = line.split('`').nth(1).unwrap_or_default().to_owned();
            Problem::invalid("changes.terms_unreadable").at("/terms").with("field", name)
        })
    }

    /// Their kind.
    pub const fn kind(&self) -> ChangeKind {
        match self {
            Self::Onboard {} => ChangeKind::Onboard,
            Self::Confirm { .. } => ChangeKind::Confirm,
            Self::Probation { .. } => ChangeKind::Probation,
            Self::Transfer(_) => ChangeKind::Transfer,
            Self::Promote(_) => ChangeKind::Promote,
            Self::Second(_) => ChangeKind::Second,
            Self::EndSecondment {} => ChangeKind::EndSecondment,
            Self::LeaveOfAbsence(_) => ChangeKind::LeaveOfAbsence,
            Self::Return {} => ChangeKind::Return,
            Self::Rehire { .. } => ChangeKind::Rehire,
            Self::Retire(_) => ChangeKind::Retire,
            Self::Correct(_) => ChangeKind::Correct,
        }
    }

    /// The pay that they name.
    pub(super) fn pay(&self) -> Option<Money> {
        let pay = match self {
            Self::Confirm { base_pay_fen } => base_pay_fen.as_ref(),
            Self::Transfer(post) | Self::Promote(post) => post.base_pay_fen.as_ref(),
            Self::Rehire { hire } => hire.base_pay_fen.as_ref(),
            Self::Correct(correction) => correction.base_pay_fen.as_ref(),
            _ => None,
        };
        pay.map(|pay| *pay.expose())
    }
}

impl Post {
    /// As a change of the assignment.
    pub(super) fn assignment(&self, first_day: Date) -> Transfer {
        Transfer {
            first_day,
            unit_id: self.unit_id,
            manager_id: self.manager_id,
            position: said(self.position.as_ref()),
            job_level: said(self.job_level.as_ref()),
            place: said(self.place.as_ref()),
        }
    }
}

impl Correction {
    /// As a change of the assignment; none when it names nothing of it.
    pub(super) fn assignment(&self, first_day: Date) -> Option<Transfer> {
        let transfer = Transfer {
            first_day,
            unit_id: self.unit_id,
            manager_id: self.manager_id,
            position: said(self.position.as_ref()),
            job_level: said(self.job_level.as_ref()),
            place: said(self.place.as_ref()),
        };
        let names_something = transfer.unit_id.is_some()
            || transfer.manager_id.is_some()
            || transfer.position.is_some()
            || transfer.job_level.is_some()
            || transfer.place.is_some();
        names_something.then_some(transfer)
    }
}

/// A text that says something.
pub(super) fn said(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A pay from a day on.
pub(super) fn pay_from(first_day: Date, pay: Money, reason: &str) -> ChangePay {
    ChangePay { first_day, base_pay_fen: Sensitive::new(pay), reason: reason.to_owned() }
}
