//! What may happen around the end of an employment, in which order, and why not.
//!
//! ```text
//! (nothing) ─opened by a person─▶ PreOffboarding ─closed─▶ PreClosed
//!     │                               │  └─30 days─▶ PreExpired
//!     └──── resignation or agreement ─┴──▶ Received ─started─▶ Running ─ended─▶ Ended
//!                                             └──── withdrawn with consent ────▶ Withdrawn
//! ```
//!
//! Until a written resignation (art. 37) or a written agreement (art. 36) is on record, nothing touches access,
//! pay or status: ask [`may`] before each such act. A score opens nothing.

mod refusal;

use chrono::{Days, NaiveTime};
use kernel::{AccountId, Date, Instant, SettlementId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use refusal::Refusal;

use crate::{LegalLimits, Zone};

/// A pre-offboarding ends by itself after this many days (24 hours each). The product's own line,
/// no statutory number: nobody is kept in a waiting room for longer without having resigned.
pub const PRE_OFFBOARDING_DAYS: u32 = 30;

/// What the machine must know of the work place and the law.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Statutory day counts on the day of the event.
    pub limits: LegalLimits,
    /// The work place's zone.
    pub zone: Zone,
    /// When the working day ends there: the last working minute of the last day.
    pub work_ends: NaiveTime,
}

/// Where an exit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Continuity work is going on; nothing else may.
    PreOffboarding,
    /// The pre-offboarding was closed: the person stays, or the reason is gone.
    PreClosed,
    /// The pre-offboarding ran out.
    PreExpired,
    /// A written resignation or agreement is on record.
    Received,
    /// The tasks are running.
    Running,
    /// The employment has ended.
    Ended,
    /// The resignation or agreement was taken back with consent.
    Withdrawn,
}

/// One exit of one employment. Holds ids and days only; texts and amounts live in their own sealed records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Where it is.
    pub phase: Phase,
    /// The pre-offboarding, if there was one.
    pub pre: Option<Pre>,
    /// What the exit rests on.
    pub basis: Option<Basis>,
    /// The last day of the employment, included.
    pub last_day: Option<Date>,
    /// The instant at which access ends.
    pub last_working_minute: Option<Instant>,
    /// Who acknowledged the cost, when the employer proposed the exit or wanted an earlier day.
    pub cost_shown: Option<CostShown>,
}

/// An opened pre-offboarding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pre {
    /// When.
    pub opened_at: Instant,
    /// Who decided it.
    pub opened_by: AccountId,
    /// What it rests on.
    pub evidence: Evidence,
    /// When it ends by itself.
    pub expires_at: Instant,
}

/// What the person said, on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Evidence {
    /// A recorded talk.
    Talk(Uuid),
    /// A statement that the person confirmed.
    Statement(Uuid),
}

/// What an exit rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Basis {
    /// A written resignation (art. 37).
    Resignation {
        /// How it came in.
        channel: Channel,
        /// The day it reached the employer.
        received_on: Date,
        /// The last day of the statutory notice.
        notice_ends: Date,
    },
    /// A written agreement (art. 36).
    Agreement {
        /// Who proposed it: the employer's proposal costs N.
        proposed_by: Side,
        /// The day it was signed.
        signed_on: Date,
    },
}

/// How a resignation came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The employee handed it in here.
    ByEmployee,
    /// HR recorded a paper or a message that the employee signed.
    RecordedByHr,
}

/// A party of the labour contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// 劳动者.
    Employee,
    /// 用人单位.
    Employer,
}

/// Proof that N and 2N stood on the page before somebody went on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostShown {
    /// Who saw and acknowledged it.
    pub acknowledged_by: AccountId,
    /// When.
    pub at: Instant,
    /// The computed settlement that was shown, with its steps and articles.
    pub calculation: SettlementId,
}

/// The other side's consent, with the record that proves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Who consents.
    pub of: Side,
    /// Who recorded it.
    pub recorded_by: AccountId,
    /// The document or message.
    pub document: Uuid,
}

/// Who wants to open a pre-offboarding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Opener {
    /// A person. The only one who may.
    Person(AccountId),
    /// A model's score.
    Score,
    /// An alert.
    Alert,
}

/// What happened to an exit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// Somebody opens a pre-offboarding.
    PreOffboardingOpened {
        /// Who.
        by: Opener,
        /// Why, in own words.
        reason: String,
        /// What it rests on.
        evidence: Option<Evidence>,
    },
    /// Somebody closes the pre-offboarding.
    PreOffboardingClosed {
        /// Why.
        reason: String,
    },
    /// A resignation arrived.
    ResignationReceived {
        /// How.
        channel: Channel,
        /// Whether it is in writing.
        written: bool,
        /// The day it reached the employer.
        received_on: Date,
        /// Whether the employee is in probation.
        in_probation: bool,
        /// The last day the employee asks for; absent: the end of the notice.
        wished_last_day: Option<Date>,
    },
    /// Both sides signed an agreement to end.
    AgreementSigned {
        /// Whether it is in writing.
        written: bool,
        /// Who proposed it.
        proposed_by: Side,
        /// The agreed last day.
        last_day: Date,
        /// When the employer proposed it: the cost was shown.
        cost_shown: Option<CostShown>,
    },
    /// One side wants another last day.
    LastDayChanged {
        /// Who wants it.
        wanted_by: Side,
        /// The new last day.
        last_day: Date,
        /// The other side's consent.
        consent: Option<Consent>,
        /// When the employer wants an earlier day: the cost was shown.
        cost_shown: Option<CostShown>,
    },
    /// The tasks went out.
    Started,
    /// The resignation or the agreement is taken back.
    Withdrawn {
        /// Who takes it back.
        by: Side,
        /// The other side's consent.
        consent: Option<Consent>,
    },
    /// The employment has ended.
    Ended,
    /// Time passed.
    Tick,
}

/// Something that only an exit with a basis allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Withdraw accounts, tokens, permissions.
    EndAccess,
    /// Pay the final wages and what is owed.
    SettlePay,
    /// End the employment's status.
    EndStatus,
    /// Issue the leaving certificate.
    IssueCertificate,
}

/// Takes one event. `case` is `None` before the first. On a refusal nothing has changed.
pub fn apply(case: Option<&Case>, event: Event, now: Instant, setting: &Setting) -> Result<Case, Refusal> {
    let mut case = case.cloned();
    if let Some(case) = &mut case {
        expire(case, now);
    }
    match event {
        Event::PreOffboardingOpened { by, reason, evidence } => open_pre(case, by, &reason, evidence, now),
        Event::PreOffboardingClosed { reason } => {
            let mut case = in_phase(case, &[Phase::PreOffboarding])?;
            given(&reason)?;
            case.phase = Phase::PreClosed;
            Ok(case)
        }
        Event::ResignationReceived { channel, written, received_on, in_probation, wished_last_day } => {
            if !written {
                return Err(Refusal::ResignationNotWritten);
            }
            let notice_ends = after(received_on, setting.limits.notice(in_probation));
            let basis = Basis::Resignation { channel, received_on, notice_ends };
            // An earlier day than the notice needs the employer's consent; until then the notice runs.
            let last_day = wished_last_day.map_or(notice_ends, |wished| wished.max(notice_ends));
            received(case, basis, last_day, None, setting)
        }
        Event::AgreementSigned { written, proposed_by, last_day, cost_shown } => {
            if !written {
                return Err(Refusal::AgreementNotWritten);
            }
            let signed_on = setting.zone.day_of(now);
            let cost_shown = match proposed_by {
                Side::Employer => Some(acknowledged(cost_shown, now)?),
                Side::Employee => cost_shown,
            };
            if last_day < signed_on {
                return Err(Refusal::LastDayBeforeBasis { basis: signed_on });
            }
            received(case, Basis::Agreement { proposed_by, signed_on }, last_day, cost_shown, setting)
        }
        Event::LastDayChanged { wanted_by, last_day, consent, cost_shown } => {
            let case = in_phase(case, &[Phase::Received, Phase::Running])?;
            change_last_day(case, wanted_by, last_day, (consent, cost_shown), now, setting)
        }
        Event::Started => {
            let mut case = in_phase(case, &[Phase::Received])?;
            case.phase = Phase::Running;
            Ok(case)
        }
        Event::Withdrawn { by, consent } => withdraw(case, by, consent),
        Event::Ended => {
            let mut case = in_phase(case, &[Phase::Running])?;
            timely(case.last_working_minute, now)?;
            case.phase = Phase::Ended;
            Ok(case)
        }
        Event::Tick => case.ok_or(Refusal::NoCase),
    }
}

/// Whether an act is allowed now. Before a basis is on record: never; access not before the last working
/// minute, the rest not before the last day.
pub fn may(case: Option<&Case>, act: Act, now: Instant, zone: Zone) -> Result<(), Refusal> {
    let running = |case: &&Case| matches!(case.phase, Phase::Received | Phase::Running | Phase::Ended);
    let Some(case) = case.filter(running) else {
        return Err(Refusal::NoBasis);
    };
    match act {
        Act::EndAccess => timely(case.last_working_minute, now),
        Act::SettlePay | Act::EndStatus | Act::IssueCertificate => {
            timely(case.last_day.map(|day| zone.start_of(day)), now)
        }
    }
}

fn timely(from: Option<Instant>, now: Instant) -> Result<(), Refusal> {
    match from {
        Some(from) if from <= now => Ok(()),
        Some(from) => Err(Refusal::TooEarly { from }),
        None => Err(Refusal::NoBasis),
    }
}

fn expire(case: &mut Case, now: Instant) {
    let over = case.pre.as_ref().is_some_and(|pre| pre.expires_at <= now);
    if case.phase == Phase::PreOffboarding && over {
        case.phase = Phase::PreExpired;
    }
}

fn in_phase(case: Option<Case>, allowed: &[Phase]) -> Result<Case, Refusal> {
    let case = case.ok_or(Refusal::NoCase)?;
    if allowed.contains(&case.phase) { Ok(case) } else { Err(Refusal::WrongPhase { phase: case.phase }) }
}

fn given(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() { Err(Refusal::ReasonMissing) } else { Ok(()) }
}

fn after(day: Date, days: u32) -> Date {
    day.checked_add_days(Days::new(u64::from(days))).unwrap_or(day)
}

fn acknowledged(cost: Option<CostShown>, now: Instant) -> Result<CostShown, Refusal> {
    cost.filter(|cost| cost.at <= now).ok_or(Refusal::CostNotShown)
}

fn open_pre(
    case: Option<Case>,
    by: Opener,
    reason: &str,
    evidence: Option<Evidence>,
    now: Instant,
) -> Result<Case, Refusal> {
    let Opener::Person(opened_by) = by else {
        return Err(Refusal::ScoreCannotOpen);
    };
    given(reason)?;
    let evidence = evidence.ok_or(Refusal::EvidenceMissing)?;
    if let Some(case) = &case {
        if !matches!(case.phase, Phase::PreClosed | Phase::PreExpired | Phase::Withdrawn) {
            return Err(Refusal::WrongPhase { phase: case.phase });
        }
        // The same talk twice would stretch thirty days without end.
        if case.pre.as_ref().is_some_and(|pre| pre.evidence == evidence) {
            return Err(Refusal::EvidenceUsed);
        }
    }
    let expires_at = now.plus_seconds(i64::from(PRE_OFFBOARDING_DAYS) * 24 * 3600);
    Ok(Case {
        phase: Phase::PreOffboarding,
        pre: Some(Pre { opened_at: now, opened_by, evidence, expires_at }),
        basis: None,
        last_day: None,
        last_working_minute: None,
        cost_shown: None,
    })
}

fn received(
    case: Option<Case>,
    basis: Basis,
    last_day: Date,
    cost_shown: Option<CostShown>,
    setting: &Setting,
) -> Result<Case, Refusal> {
    let pre = match case {
        None => None,
        Some(case) => {
            let before = [Phase::PreOffboarding, Phase::PreClosed, Phase::PreExpired, Phase::Withdrawn];
            in_phase(Some(case), &before)?.pre
        }
    };
    let mut case =
        Case { phase: Phase::Received, pre, basis: Some(basis), last_day: None, last_working_minute: None, cost_shown };
    set_last_day(&mut case, last_day, setting);
    Ok(case)
}

fn set_last_day(case: &mut Case, last_day: Date, setting: &Setting) {
    case.last_day = Some(last_day);
    case.last_working_minute = Some(setting.zone.at(last_day, setting.work_ends));
}

/// Either side may wish; the other must consent in writing. What the employer wants earlier costs, and the
/// cost is shown before anything else is asked.
fn change_last_day(
    mut case: Case,
    wanted_by: Side,
    last_day: Date,
    (consent, cost_shown): (Option<Consent>, Option<CostShown>),
    now: Instant,
    setting: &Setting,
) -> Result<Case, Refusal> {
    let arrived = match case.basis {
        Some(Basis::Resignation { received_on, .. }) => received_on,
        Some(Basis::Agreement { signed_on, .. }) => signed_on,
        None => return Err(Refusal::NoBasis),
    };
    if last_day < arrived {
        return Err(Refusal::LastDayBeforeBasis { basis: arrived });
    }
    if case.last_working_minute.is_some_and(|minute| minute <= now) {
        return Err(Refusal::LastDayOver);
    }
    if wanted_by == Side::Employer && case.last_day.is_some_and(|current| last_day < current) {
        case.cost_shown = Some(acknowledged(cost_shown, now)?);
    }
    consented(consent, wanted_by, Refusal::ConsentMissing)?;
    set_last_day(&mut case, last_day, setting);
    Ok(case)
}

fn consented(consent: Option<Consent>, asking: Side, refusal: Refusal) -> Result<(), Refusal> {
    if consent.is_some_and(|consent| consent.of != asking) { Ok(()) } else { Err(refusal) }
}

fn withdraw(case: Option<Case>, by: Side, consent: Option<Consent>) -> Result<Case, Refusal> {
    let mut case = in_phase(case, &[Phase::Received, Phase::Running])?;
    match case.basis {
        // The employer cannot take back what the employee declared.
        Some(Basis::Resignation { .. }) if by == Side::Employer => return Err(Refusal::NotTheirs),
        Some(Basis::Resignation { .. }) => consented(consent, by, Refusal::EmployerConsentMissing)?,
        Some(Basis::Agreement { .. }) => consented(consent, by, Refusal::BothMustAgree)?,
        None => return Err(Refusal::NoBasis),
    }
    case.phase = Phase::Withdrawn;
    case.basis = None;
    case.last_day = None;
    case.last_working_minute = None;
    Ok(case)
}
