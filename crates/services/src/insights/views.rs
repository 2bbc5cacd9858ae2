//! What the insights room gives.

use std::collections::BTreeMap;

use insight::product::ModelCard;
use kernel::{AccountId, Date, Instant, ModelId, OrgUnitId, Text};
use rules::features::{Direction, Driver, Feature};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// How attention to a person stands to the average. Never a percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// 低.
    Low,
    /// 中.
    Medium,
    /// 较高.
    Elevated,
    /// 高.
    High,
}

impl From<insight::product::Band> for Band {
    fn from(band: insight::product::Band) -> Self {
        use insight::product::Band as B;
        match band {
            B::Low => Self::Low,
            B::Medium => Self::Medium,
            B::Elevated => Self::Elevated,
            B::High => Self::High,
        }
    }
}

impl Band {
    /// As it is stored.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::Elevated => "elevated",
            Self::High => "high",
        }
    }

    /// From what is stored.
    pub fn parse(key: &str) -> Self {
        match key {
            "high" => Self::High,
            "elevated" => Self::Elevated,
            "medium" => Self::Medium,
            _ => Self::Low,
        }
    }
}

/// How well founded a score is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Few similar cases, or the parts of the model disagree.
    Low,
    /// In between.
    Medium,
    /// Many similar cases.
    High,
}

impl From<insight::product::Confidence> for Confidence {
    fn from(confidence: insight::product::Confidence) -> Self {
        use insight::product::Confidence as C;
        match confidence {
            C::Low => Self::Low,
            C::Medium => Self::Medium,
            C::High => Self::High,
        }
    }
}

/// One input in words, whether it weighs or not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct InputLine {
    /// Which.
    pub feature: Feature,
    /// What people call it.
    pub name: Text,
    /// In a sentence.
    pub sentence: Text,
    /// The numbers.
    pub figure: Text,
    /// Which way it pushes; none when it has no weight or no data.
    #[schema(required)]
    pub direction: Option<Direction>,
    /// Whether nothing is known about it.
    pub missing: bool,
}

/// What the model says about a person; sealed as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreDocument {
    /// Calibrated probability; never shown.
    pub probability: f64,
    /// Band.
    pub band: Band,
    /// How well founded.
    pub confidence: Confidence,
    /// About how many people learnt from were alike, by the strongest reasons.
    pub similar: u32,
    /// Reasons, strongest first.
    pub drivers: Vec<Driver>,
    /// Every input.
    pub inputs: Vec<InputLine>,
}

/// Few figures that a simple scorer can be measured by.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Simple {
    /// Area under the ROC curve.
    pub roc_auc: f64,
    /// Area under the precision-recall curve.
    pub pr_auc: f64,
    /// Share of leavers among those flagged.
    pub precision_flagged: f64,
    /// Share of the leavers that is flagged.
    pub recall_flagged: f64,
}

/// One month of the backtest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Backtest {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// People scored.
    pub rows: usize,
    /// People flagged.
    pub flagged: usize,
    /// Of them left within the horizon; a fraction when equal scores share the last places.
    pub flagged_left: f64,
    /// Of all, how many left.
    pub left: usize,
    /// How many the model had expected to leave, which tests its probabilities on a month it knew nothing of.
    pub expected_left: f64,
    /// Share of all that left.
    pub base_rate: f64,
    /// Area under the ROC curve.
    #[schema(required)]
    pub roc_auc: Option<f64>,
    /// The same of the three plain rules.
    #[schema(required)]
    pub rules_roc_auc: Option<f64>,
}

/// Whether an action keeps people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ActionEffect {
    /// Code of list `retention_action`.
    pub code: String,
    /// How many got it twelve months ago or earlier.
    pub people: usize,
    /// Share still here after twelve months.
    pub stayed: f64,
    /// How many comparable people did not get it.
    pub compared: usize,
    /// Share of them still here; none with too few.
    #[schema(required)]
    pub compared_stayed: Option<f64>,
}

/// What is kept beside a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelDocument {
    /// The card as the insight crate writes it.
    pub card: ModelCard,
    /// The model's own simple figures at the share that is flagged.
    pub flagged: Simple,
    /// The same of three plain rules.
    pub three_rules: Simple,
    /// The backtest beside the rules.
    pub backtest: Vec<Backtest>,
    /// What retention actions did.
    pub effects: Vec<ActionEffect>,
}

/// A model in a list or a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ModelRef {
    /// Which.
    pub id: ModelId,
    /// Version, such as `2026.10`.
    pub version: String,
    /// `ebm` or `logistic`.
    pub kind: String,
    /// When it was trained.
    pub trained_at: Instant,
}

/// All models.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ModelList {
    /// Newest first.
    pub items: Vec<ModelRef>,
}

/// Measures of probabilities on rows that the judging part had not seen. Accuracy is never shown alone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Measures {
    /// Area under the ROC curve.
    pub roc_auc: f64,
    /// Area under the precision-recall curve.
    pub pr_auc: f64,
    /// Mean squared error of the probability.
    pub brier: f64,
    /// Expected calibration error.
    pub ece: f64,
    /// Share classified rightly at one half.
    pub accuracy: f64,
    /// Share of the leavers among the highest tenth.
    pub recall_top10: f64,
    /// Share of leavers within the highest tenth.
    pub precision_top10: f64,
}

/// A feature by weight.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Weight {
    /// Key, or two keys joined by ` × `.
    pub term: String,
    /// What people call it.
    pub name: Text,
    /// Mean size of its contribution, in log-odds.
    pub size: f64,
}

/// Promise and outcome of one bin of probabilities.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub struct Reliability {
    /// Rows.
    pub rows: usize,
    /// Mean probability.
    pub promised: f64,
    /// Share that left.
    pub happened: f64,
}

/// How the model treats one group.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct GroupRow {
    /// `female`, `30_to_39` …
    pub group: String,
    /// Person-months.
    pub rows: usize,
    /// Share that left.
    pub base_rate: f64,
    /// Share flagged.
    pub flagged_rate: f64,
    /// Share of stayers flagged.
    #[schema(required)]
    pub false_alarm_rate: Option<f64>,
    /// Share of leavers flagged.
    #[schema(required)]
    pub found_rate: Option<f64>,
    /// Flagged rate beside the group flagged most; below 0.8 calls for a look.
    #[schema(required)]
    pub impact_ratio: Option<f64>,
}

/// The fairness table of one attribute. Used for this audit only.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Fairness {
    /// `sex` or `age_band`.
    pub attribute: String,
    /// Groups of at least five people.
    pub groups: Vec<GroupRow>,
}

/// The model card.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ModelView {
    /// Which.
    #[serde(flatten)]
    pub model: ModelRef,
    /// First and last month learnt from, `YYYY-MM`.
    pub period: (String, String),
    /// Person-months learnt from.
    pub rows: usize,
    /// Different people.
    pub persons: usize,
    /// People who left.
    pub exits: usize,
    /// Exits from which the explainable boosting machine is used.
    pub exits_for_ebm: usize,
    /// Months that the model looks ahead.
    pub horizon_months: u32,
    /// Share of rows after which a resignation followed.
    pub base_rate: f64,
    /// Share flagged in the figures below.
    pub flagged_share: f64,
    /// Features by weight.
    pub importance: Vec<Weight>,
    /// The model.
    pub metrics: Measures,
    /// Saying that nobody leaves.
    pub nobody_leaves: Measures,
    /// The model at the share flagged.
    pub flagged: Simple,
    /// Three plain rules at the same share.
    pub three_rules: Simple,
    /// Promise and outcome.
    pub reliability: Vec<Reliability>,
    /// Looking back month by month, oldest first.
    pub backtest: Vec<Backtest>,
    /// How groups are treated.
    pub fairness: Vec<Fairness>,
    /// Names of signals that are never used, in words.
    pub never_used: Vec<Text>,
}

/// A training that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrainingView {
    /// Which.
    pub id: Uuid,
    /// Who asked.
    #[schema(required)]
    pub requested_by: Option<AccountId>,
    /// When.
    pub requested_at: Instant,
    /// `queued`, `reading`, `fitting`, `scoring`, `done` or `failed`.
    pub stage: String,
    /// How far, 0 to 100.
    pub progress: i32,
    /// What went wrong, a problem code.
    #[schema(required)]
    pub problem: Option<String>,
    /// What belongs to the text of the problem, such as `exits` and `needed`.
    pub problem_params: BTreeMap<String, String>,
    /// What came out.
    #[schema(required)]
    pub model_id: Option<ModelId>,
    /// When it ended.
    #[schema(required)]
    pub finished_at: Option<Instant>,
}

/// A reason that many of a unit share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnitReason {
    /// Which feature.
    pub feature: Feature,
    /// What people call it.
    pub name: Text,
    /// Share of what pushes up in this unit, 0 to 1.
    pub share: f64,
}

/// What is kept for a unit; about groups only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ForesightDocument {
    /// People counted.
    pub people: usize,
    /// Expected resignations within the horizon.
    pub expected: f64,
    /// What pushes up most.
    pub reasons: Vec<UnitReason>,
}

/// Foresight about one unit with everything below it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct UnitForesight {
    /// Which.
    pub unit_id: OrgUnitId,
    /// The unit above.
    #[schema(required)]
    pub parent_id: Option<OrgUnitId>,
    /// Name.
    pub name: String,
    /// Group, business unit, department or team.
    pub kind: String,
    /// People counted; none when hidden.
    #[schema(required)]
    pub people: Option<usize>,
    /// Expected resignations within the horizon; none when hidden.
    #[schema(required)]
    pub expected: Option<f64>,
    /// Expected share of the people; none when hidden.
    #[schema(required)]
    pub expected_share: Option<f64>,
    /// What pushes up most.
    pub reasons: Vec<UnitReason>,
    /// Whether figures are held back: fewer than five people, or they would give a smaller group away.
    pub hidden: bool,
}

/// Foresight by unit.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ForesightView {
    /// Whether alerts about persons are open as well.
    pub named_mode: bool,
    /// The month, its first day; none before the first scoring.
    #[schema(required)]
    pub month: Option<Date>,
    /// By which model.
    #[schema(required)]
    pub model: Option<ModelRef>,
    /// Months looked ahead.
    pub horizon_months: i32,
    /// Fewest people of a group that is shown.
    pub smallest_group: usize,
    /// Units from the top down.
    pub units: Vec<UnitForesight>,
}

/// Whether retention actions keep people.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EffectView {
    /// How it is counted.
    pub definition: Text,
    /// By action; empty without enough data.
    pub items: Vec<ActionEffect>,
}
