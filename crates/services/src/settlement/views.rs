//! What the settlement room takes and gives.

use access::Shown;
use kernel::{Date, Instant, Money, SettlementId, Text};
use law::termination::{ExitOption, Settlement};
use law::{Article, Explained, Ground, ParameterUsed, Refusal, Status, Step, Warning};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::facts::title;

/// How an amount came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = LawExplanation)]
pub struct Explanation {
    /// The steps, in order, with the real numbers.
    pub steps: Vec<Step>,
    /// The figures of law that were used, with their validity.
    pub parameters: Vec<ParameterUsed>,
    /// The articles.
    pub articles: Vec<Article>,
    /// Doubts.
    pub warnings: Vec<Warning>,
    /// The weakest status among the figures.
    pub confidence: Status,
}

impl<T> From<&Explained<T>> for Explanation {
    fn from(explained: &Explained<T>) -> Self {
        Self {
            steps: explained.steps.clone(),
            parameters: explained.parameters.clone(),
            articles: explained.articles.clone(),
            warnings: explained.warnings.clone(),
            confidence: explained.confidence,
        }
    }
}

/// Why a line has no amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LineRefusal {
    /// `law.parameter_missing` …
    pub code: String,
    /// What is missing.
    pub text: Text,
    /// The parameter to enter with its source, when it is one.
    #[schema(required)]
    pub parameter: Option<String>,
    /// For which place.
    #[schema(required)]
    pub place: Option<String>,
    /// For which day.
    #[schema(required)]
    pub date: Option<Date>,
}

impl From<&Refusal> for LineRefusal {
    fn from(refusal: &Refusal) -> Self {
        let (parameter, place, date) = match refusal {
            Refusal::NoParameter { id, place, date } | Refusal::AmbiguousParameter { id, place, date, .. } => {
                (Some(id.clone()), Some(place.clone()), Some(*date))
            }
            Refusal::MissingInput { field } => (Some(field.clone()), None, None),
            _ => (None, None, None),
        };
        // A fact is asked for by the name it has in the form, not by its code.
        let asked = parameter.as_deref().filter(|_| matches!(refusal, Refusal::MissingInput { .. })).and_then(title);
        let text = match asked {
            Some(Text { zh, en }) => Text::new(format!("尚缺：{zh}"), format!("Still needed: {en}")),
            None => Text::new(refusal.zh(), refusal.en()),
        };
        Self { code: refusal.code().to_owned(), text, parameter, place, date }
    }
}

/// One amount of a settlement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SettlementLine {
    /// Stable code: `final_wage`, `unused_leave`, `severance` …
    pub code: String,
    /// What people call it.
    pub title: Text,
    /// Positive: to the person; negative: deducted; `null`: refused, see `refusal`.
    #[schema(required)]
    pub amount_fen: Option<Money>,
    /// How it came about.
    #[schema(required)]
    pub explanation: Option<Explanation>,
    /// Why there is no amount.
    #[schema(required)]
    pub refusal: Option<LineRefusal>,
    /// For an amount that was entered: where it comes from.
    #[schema(required)]
    pub source: Option<String>,
}

/// Something the computation began with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SettlementInputLine {
    /// Stable code: `avg_wage_12m` …
    pub code: String,
    /// What people call it.
    pub title: Text,
    /// The value as text.
    pub value: String,
    /// From which records, or who entered it.
    pub source: Text,
}

/// A fact that somebody enters because the records lack it, with its source. Amounts in fen, counts as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettlementFact {
    /// One of the codes of `facts`, such as `avg_wage_12m` or `line.bonus`.
    #[schema(example = "line.bonus")]
    pub code: String,
    /// An amount.
    #[serde(default)]
    pub amount_fen: Option<Money>,
    /// A count, such as `2.5`.
    #[serde(default)]
    pub number: Option<String>,
    /// Where it comes from.
    pub source: String,
}

/// What is owed at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SettlementDocument {
    /// First day of employment.
    pub hire_date: Date,
    /// Last day of employment.
    pub last_day: Date,
    /// Why it ends.
    pub ground: Ground,
    /// Work place that picks the local figures.
    pub place: String,
    /// What the computation began with.
    pub inputs: Vec<SettlementInputLine>,
    /// The amounts.
    pub lines: Vec<SettlementLine>,
    /// Everything to the person, before deductions.
    pub gross_fen: Money,
    /// What is deducted; zero or below.
    pub deducted_fen: Money,
    /// What is paid out.
    pub net_fen: Money,
    /// Of it severance, notice pay and damages.
    pub severance_fen: Money,
    /// Wages are paid on this day and wait for nothing.
    pub wages_due_on: Date,
    /// When and under which condition the parts are paid.
    #[schema(required)]
    pub payment: Option<Explanation>,
    /// Whether every line has an amount; only then it can be confirmed.
    pub complete: bool,
    /// What was entered by hand; kept when it is computed again.
    pub facts: Vec<SettlementFact>,
    /// What this settlement does not compute.
    pub note: Text,
}

/// A settlement on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SettlementView {
    /// Which.
    pub id: SettlementId,
    /// `computed`, `superseded` or `confirmed`.
    pub status: String,
    /// When it was computed.
    pub computed_at: Instant,
    /// When it was confirmed.
    #[schema(required)]
    pub confirmed_at: Option<Instant>,
    /// Who confirmed it.
    #[schema(required)]
    pub confirmed_by: Option<String>,
    /// The amounts with their explanations.
    #[schema(value_type = Option<SettlementDocument>, required)]
    pub document: Shown<SettlementDocument>,
    /// What the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// One way to an earlier last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CostOption {
    /// The way.
    pub option: ExitOption,
    /// Last day of employment on this way.
    pub last_day: Date,
    /// What it costs beyond the wages for days worked.
    pub cost_fen: Money,
    /// Whether this way is lawful in itself.
    pub lawful: bool,
    /// When it may be used.
    pub text: Text,
    /// The computed parts.
    #[schema(required)]
    pub settlement: Option<Settlement>,
    /// How the amount came about.
    #[schema(required)]
    pub explanation: Option<Explanation>,
    /// The article that forbids it for this person now (Labour Contract Law art. 42).
    #[schema(required)]
    pub blocked_by: Option<Article>,
}

/// What an end that the employer wants costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CostPreviewDocument {
    /// The day that the employer wants.
    pub wanted_last_day: Date,
    /// The day that the resignation gives, if there is one.
    #[schema(required)]
    pub resigned_last_day: Option<Date>,
    /// The ways side by side.
    pub options: Vec<CostOption>,
    /// What the computation began with.
    pub inputs: Vec<SettlementInputLine>,
}

/// A preview that was shown; its id is acknowledged to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CostPreviewView {
    /// Pass it as `acknowledged_preview_id`.
    pub id: SettlementId,
    /// When it was computed.
    pub computed_at: Instant,
    /// The ways with their cost.
    #[schema(value_type = Option<CostPreviewDocument>, required)]
    pub document: Shown<CostPreviewDocument>,
    /// What the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// A published figure with its source, where the shipped data lack it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLawFigure {
    /// `wage.average_month` or `wage.minimum_month`.
    #[schema(example = "wage.average_month")]
    pub parameter: String,
    /// Place as the law data name it.
    #[schema(example = "CN-Shanghai")]
    pub place: String,
    /// Monthly amount in fen.
    #[schema(value_type = i64)]
    pub amount_fen: Money,
    /// First day in force.
    pub first_day: Date,
    /// Last day in force.
    pub last_day: Option<Date>,
    /// Document and number, or address.
    pub source: String,
    /// Why it is entered by hand.
    pub reason: String,
}

/// A figure that was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LawFigureView {
    /// Which.
    pub id: Uuid,
    /// Parameter.
    pub parameter: String,
    /// Place.
    pub place: String,
    /// The value.
    pub value: String,
    /// First day in force.
    pub first_day: Date,
    /// Last day in force.
    #[schema(required)]
    pub last_day: Option<Date>,
    /// Where it comes from.
    pub source: String,
    /// When it was entered.
    pub recorded_at: Instant,
}

/// The figures that were entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LawFigureList {
    /// The figures, newest first.
    pub items: Vec<LawFigureView>,
}
