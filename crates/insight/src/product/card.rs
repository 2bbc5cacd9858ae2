//! The model card: what the model learnt from, how good it is beside doing nothing, and how it treats groups.

use serde::{Deserialize, Serialize};

use crate::calibration::Calibration;
use crate::fairness::FairnessTable;
use crate::metrics::{BinaryMetrics, ReliabilityBin};

/// Which kind of model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelKind {
    /// Explainable boosting machine.
    Ebm,
    /// Ridge logistic regression, while exits are few.
    Logistic,
}

/// One month of the backtest: trained on what was known before it, judged by what followed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BacktestMonth {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// Rows scored.
    pub rows: usize,
    /// Rows flagged: the highest share, see [`ModelCard::flagged_share`].
    pub flagged: usize,
    /// Of the flagged, how many left within the horizon; a fraction when equal scores share the last places.
    pub flagged_left: f64,
    /// Of all rows, how many left.
    pub left: usize,
    /// How many the model had expected to leave: the sum of its probabilities. Beside `left` it is the honest test of
    /// the calibration, since nothing of this month was known.
    pub expected_left: f64,
    /// Share of all rows that left: what flagging at random would hit.
    pub base_rate: f64,
    /// Area under the ROC curve; `None` when nobody or everybody left.
    pub roc_auc: Option<f64>,
}

/// How much a term matters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Importance {
    /// Key of the feature, or `a × b`.
    pub term: String,
    /// Mean absolute contribution to the log-odds.
    pub size: f64,
}

/// The card of a trained model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelCard {
    /// Which kind of model was chosen.
    pub kind: ModelKind,
    /// Persons who left: what the choice rests on.
    pub exits: usize,
    /// Exits from which the boosting machine is used.
    pub exits_for_ebm: usize,
    /// Rows (person-months) learnt from.
    pub rows: usize,
    /// Different persons among them.
    pub persons: usize,
    /// First and last month, `YYYY-MM`.
    pub period: (String, String),
    /// How far ahead the model looks, in months.
    pub horizon_months: u32,
    /// Share of rows after which an exit followed.
    pub base_rate: f64,
    /// Features and interactions by weight.
    pub importance: Vec<Importance>,
    /// Measures on rows that the judging part of the model had not seen.
    pub metrics: BinaryMetrics,
    /// The same measures of saying "nobody leaves".
    pub nobody_leaves: BinaryMetrics,
    /// Calibration learnt on held-out rows, already inside the model.
    pub calibration: Calibration,
    /// What was promised and what happened, on held-out rows.
    pub reliability: Vec<ReliabilityBin>,
    /// Share of rows flagged in the backtest and the fairness tables.
    pub flagged_share: f64,
    /// Months scored by models that knew only what came before, oldest first.
    pub backtest: Vec<BacktestMonth>,
    /// Audits by protected attribute; empty until [`crate::product::Trained::audit`] is called.
    pub fairness: Vec<FairnessTable>,
    /// Seed of the fit.
    pub seed: u64,
}
