//! The result, as it is printed.

use serde::{Deserialize, Serialize};

use crate::link::count;
use crate::metrics::BinaryMetrics;

/// Measures of a survival model.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SurvivalMetrics {
    /// Harrell's concordance.
    pub c_index: f64,
    /// Integrated Brier score over fifty times between the 10 % and 90 % quantiles of the exits learnt from.
    pub ibs: f64,
}

impl SurvivalMetrics {
    /// The mean of several; zeros for none.
    pub fn mean(all: &[Self]) -> Self {
        let n = count(all.len().max(1));
        Self {
            c_index: all.iter().map(|one| one.c_index).sum::<f64>() / n,
            ibs: all.iter().map(|one| one.ibs).sum::<f64>() / n,
        }
    }
}

/// One fit and its judgement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fold<M> {
    /// Fold column; `test` for a train and test pair.
    pub column: String,
    /// Number of the fold judged by.
    #[serde(rename = "fold")]
    pub number: usize,
    /// Rows learnt from.
    pub train_rows: usize,
    /// Rows judged by.
    pub test_rows: usize,
    /// The measures.
    #[serde(flatten)]
    pub metrics: M,
    /// Milliseconds of fitting, by the stopwatch given.
    pub train_ms: f64,
    /// Milliseconds of scoring the test rows.
    pub score_ms: f64,
}

/// A fold of a yes/no target.
pub type BinaryFold = Fold<BinaryMetrics>;
/// A fold of times until exit.
pub type SurvivalFold = Fold<SurvivalMetrics>;

/// What all folds have in common.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary<M> {
    /// Mean over the folds.
    pub mean: M,
    /// The folds in the order in which they ran.
    pub folds: Vec<Fold<M>>,
    /// Mean milliseconds of one fit.
    pub train_ms: f64,
    /// Mean milliseconds of scoring one test part.
    pub score_ms: f64,
    /// The kind of model.
    pub model: String,
    /// Columns used as features.
    pub features: Vec<String>,
    /// Interactions that a fit kept, with how many fits kept them.
    pub interactions: Vec<(String, usize)>,
    /// What the reader should know, in English.
    pub notes: Vec<String>,
}

/// The result of an evaluation; serialises to one JSON object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Report {
    /// A yes/no target.
    Binary(Summary<BinaryMetrics>),
    /// Times until exit.
    Survival(Summary<SurvivalMetrics>),
}
