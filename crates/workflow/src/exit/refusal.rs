//! Why an exit says no, with the article behind it.

use kernel::{Date, Instant, Problem};

use super::Phase;
use crate::Text;
use crate::article;

/// Why an event or an act around an exit is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no exit of this employment.
    #[error("there is no exit")]
    NoCase,
    /// The exit is in another phase.
    #[error("not possible in the phase {phase:?}")]
    WrongPhase {
        /// Where it is.
        phase: Phase,
    },
    /// A reason must be given.
    #[error("a reason is needed")]
    ReasonMissing,
    /// A score or an alert opens no pre-offboarding.
    #[error("a score cannot open a pre-offboarding")]
    ScoreCannotOpen,
    /// A pre-offboarding rests on a recorded talk or a confirmed statement.
    #[error("a recorded talk or a confirmed statement is needed")]
    EvidenceMissing,
    /// The talk was used for the pre-offboarding that ran out or was closed.
    #[error("this talk was used already")]
    EvidenceUsed,
    /// A resignation must be in writing.
    #[error("the resignation is not in writing")]
    ResignationNotWritten,
    /// An agreement must be in writing.
    #[error("the agreement is not in writing")]
    AgreementNotWritten,
    /// Nothing may touch access, pay or status before a resignation or an agreement.
    #[error("there is neither a written resignation nor an agreement")]
    NoBasis,
    /// The employer wants an end or an earlier day and has not been shown N and 2N.
    #[error("the cost of this date has not been shown")]
    CostNotShown,
    /// The other side has not consented to the new day.
    #[error("the other side has not consented")]
    ConsentMissing,
    /// A received resignation is taken back with the employer's consent only.
    #[error("the employer has not consented to the withdrawal")]
    EmployerConsentMissing,
    /// An agreement is undone by both sides only.
    #[error("both sides must agree")]
    BothMustAgree,
    /// Only the employee can take back a resignation.
    #[error("only the employee can withdraw a resignation")]
    NotTheirs,
    /// The last day would lie before the resignation or agreement.
    #[error("the last day would lie before {basis}")]
    LastDayBeforeBasis {
        /// The day of the resignation or agreement.
        basis: Date,
    },
    /// The last day has passed.
    #[error("the last day is over")]
    LastDayOver,
    /// Not before this instant.
    #[error("not before {from}")]
    TooEarly {
        /// From when it is allowed.
        from: Instant,
    },
}

impl Refusal {
    /// Stable code `offboarding.reason`.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoCase => "offboarding.no_case",
            Self::WrongPhase { .. } => "offboarding.wrong_phase",
            Self::ReasonMissing => "offboarding.reason_missing",
            Self::ScoreCannotOpen => "offboarding.score_cannot_open",
            Self::EvidenceMissing => "offboarding.evidence_missing",
            Self::EvidenceUsed => "offboarding.evidence_used",
            Self::ResignationNotWritten => "offboarding.resignation_not_written",
            Self::AgreementNotWritten => "offboarding.agreement_not_written",
            Self::NoBasis => "offboarding.no_basis",
            Self::CostNotShown => "offboarding.cost_not_shown",
            Self::ConsentMissing => "offboarding.consent_missing",
            Self::EmployerConsentMissing => "offboarding.employer_consent_missing",
            Self::BothMustAgree => "offboarding.both_must_agree",
            Self::NotTheirs => "offboarding.not_theirs",
            Self::LastDayBeforeBasis { .. } => "offboarding.last_day_before_basis",
            Self::LastDayOver => "offboarding.last_day_over",
            Self::TooEarly { .. } => "offboarding.too_early",
        }
    }

    /// The article that says no, when a law does.
    pub const fn article(&self) -> Option<Text> {
        match self {
            Self::ScoreCannotOpen | Self::EvidenceMissing | Self::EvidenceUsed => Some(article::NO_DECISION_BY_SCORE),
            Self::ResignationNotWritten | Self::NotTheirs => Some(article::RESIGNATION),
            Self::AgreementNotWritten => Some(article::AGREEMENT),
            Self::NoBasis | Self::ConsentMissing => Some(article::AGREEMENT_OR_RESIGNATION),
            Self::CostNotShown => Some(article::COST_OF_ENDING),
            Self::EmployerConsentMissing => Some(article::TAKEN_BACK_BEFORE_ARRIVAL),
            Self::BothMustAgree => Some(article::CHANGE_OF_AGREEMENT),
            Self::TooEarly { .. } => Some(article::PERFORM_IN_FULL),
            Self::NoCase
            | Self::WrongPhase { .. }
            | Self::ReasonMissing
            | Self::LastDayBeforeBasis { .. }
            | Self::LastDayOver => None,
        }
    }

    /// The sentence for the user, for the table of codes at the edge.
    pub const fn text(&self) -> Text {
        match self {
            Self::NoCase => Text::of("该员工没有离职办理记录。", "There is no exit of this employment."),
            Self::WrongPhase { .. } => {
                Text::of("当前状态不能进行此操作。", "This is not possible in the present state.")
            }
            Self::ReasonMissing => Text::of("请填写原因。", "Please give a reason."),
            Self::ScoreCannotOpen => Text::of(
                "预测分数或预警不能启动离职预案，必须由人说明理由后启动。",
                "A score or an alert cannot open a pre-offboarding; a person must, with a reason.",
            ),
            Self::EvidenceMissing => Text::of(
                "启动离职预案前须有面谈记录或本人确认的陈述。",
                "A pre-offboarding needs a recorded talk or a statement that the person confirmed.",
            ),
            Self::EvidenceUsed => Text::of(
                "该面谈记录已用于上一次预案，请重新面谈。",
                "This talk was used for the earlier pre-offboarding; please talk again.",
            ),
            Self::ResignationNotWritten => Text::of("辞职须以书面形式提出。", "A resignation must be in writing."),
            Self::AgreementNotWritten => Text::of("协商解除须有书面协议。", "An agreement to end must be in writing."),
            Self::NoBasis => Text::of(
                "尚无书面辞职或协商一致，不得变更其权限、薪酬或在职状态。",
                "Without a written resignation or an agreement, access, pay and status stay as they are.",
            ),
            Self::CostNotShown => Text::of(
                "由单位提出或要求提前的，须先查看经济补偿（N）与赔偿金（2N）测算。",
                "When the employer wants it, the cost (N and 2N) must be looked at first.",
            ),
            Self::ConsentMissing => {
                Text::of("变更最后工作日须对方书面同意。", "Another last day needs the other side's written consent.")
            }
            Self::EmployerConsentMissing => Text::of(
                "辞职通知已送达，撤回须经单位同意。",
                "The resignation has arrived; withdrawing it needs the employer's consent.",
            ),
            Self::BothMustAgree => {
                Text::of("协议已签署，撤销须双方同意。", "The agreement is signed; undoing it needs both sides.")
            }
            Self::NotTheirs => Text::of("辞职只能由员工本人撤回。", "Only the employee can withdraw a resignation."),
            Self::LastDayBeforeBasis { .. } => Text::of(
                "最后工作日不能早于辞职送达或协议签署之日。",
                "The last day cannot lie before the resignation arrived or the agreement was signed.",
            ),
            Self::LastDayOver => Text::of("最后工作时刻已过，不能再变更。", "The last working minute has passed."),
            Self::TooEarly { .. } => Text::of(
                "劳动合同仍在履行，未到可以办理的时间。",
                "The contract is still being performed; it is too early for this.",
            ),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let problem = match refusal {
            Refusal::NoCase => Self::not_found(refusal.code()),
            Refusal::ReasonMissing => Self::invalid(refusal.code()).at("/reason"),
            Refusal::LastDayBeforeBasis { basis } => Self::invalid(refusal.code()).at("/last_day").with("basis", basis),
            Refusal::TooEarly { from } => Self::conflict(refusal.code()).with("from", from),
            _ => Self::conflict(refusal.code()),
        };
        match refusal.article() {
            Some(article) => problem.by_law(article.to_string()),
            None => problem,
        }
    }
}
