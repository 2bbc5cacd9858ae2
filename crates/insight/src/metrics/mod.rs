//! Measures of a model's scores against what happened. All of them ignore the order of rows.

mod probability;
mod ranking;
mod survival;

use serde::{Deserialize, Serialize};

pub use probability::{ReliabilityBin, accuracy, brier, calibration_error, reliability};
pub use ranking::{TopShare, average_precision, flagged, roc_auc, selection, top_share};
pub use survival::{IntegratedBrier, KaplanMeier, c_index, integrated_brier, median};

/// The seven measures of a binary model. Shares and areas are between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BinaryMetrics {
    /// Area under the ROC curve, ties counted half.
    pub roc_auc: f64,
    /// Average precision, one step per distinct score.
    pub pr_auc: f64,
    /// Mean squared error of the probability.
    pub brier: f64,
    /// Expected calibration error over ten bins of equal width.
    pub ece: f64,
    /// Share classified rightly at 0.5.
    pub accuracy: f64,
    /// Share of the leavers among the highest tenth of the scores.
    pub recall_top10: f64,
    /// Share of leavers within the highest tenth of the scores.
    pub precision_top10: f64,
}

impl BinaryMetrics {
    /// Measures probabilities against labels of equal length.
    pub fn measure(probabilities: &[f64], labels: &[bool]) -> Self {
        let top = top_share(probabilities, labels, 0.1);
        Self {
            roc_auc: roc_auc(probabilities, labels),
            pr_auc: average_precision(probabilities, labels),
            brier: brier(probabilities, labels),
            ece: calibration_error(probabilities, labels, 10),
            accuracy: accuracy(probabilities, labels),
            recall_top10: top.recall,
            precision_top10: top.precision,
        }
    }

    /// The mean of several measurements; zeros for none.
    pub fn mean(all: &[Self]) -> Self {
        let over = |pick: fn(&Self) -> f64| all.iter().map(pick).sum::<f64>() / crate::link::count(all.len().max(1));
        Self {
            roc_auc: over(|one| one.roc_auc),
            pr_auc: over(|one| one.pr_auc),
            brier: over(|one| one.brier),
            ece: over(|one| one.ece),
            accuracy: over(|one| one.accuracy),
            recall_top10: over(|one| one.recall_top10),
            precision_top10: over(|one| one.precision_top10),
        }
    }
}
