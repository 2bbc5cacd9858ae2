//! From scores to honest probabilities, learnt on rows that the model had not seen.

use serde::{Deserialize, Serialize};

use crate::link::{count, logit, same, sigmoid};
use crate::logistic::newton;

/// How a score becomes a probability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Calibration {
    /// Platt (1999): `logit = offset + slope · score`. Keeps the order of scores, and a sum stays a sum.
    Platt {
        /// Below 1: the raw scores promised too much.
        slope: f64,
        /// Shift of the log-odds.
        offset: f64,
    },
    /// Steps that never fall (pool adjacent violators; Zadrozny and Elkan 2002). Needs many rows and makes ties.
    Isotonic {
        /// Lowest score of each step, ascending.
        scores: Vec<f64>,
        /// Probability of each step.
        probabilities: Vec<f64>,
    },
}

impl Calibration {
    /// Leaves scores as they are.
    pub const fn none() -> Self {
        Self::Platt { slope: 1.0, offset: 0.0 }
    }

    /// Platt's two numbers from held-out log-odds. Falls back to no change when the scores say nothing or point the
    /// wrong way: turning a model round on a few rows would be worse.
    pub fn platt(scores: &[f64], labels: &[bool]) -> Self {
        // Sorted, so that sums come out the same in whatever order rows come.
        let mut rows: Vec<([f64; 1], bool)> = scores.iter().map(|&score| [score]).zip(labels.iter().copied()).collect();
        rows.sort_by(|a, b| a.0[0].total_cmp(&b.0[0]).then(a.1.cmp(&b.1)));
        let lines: Vec<&[f64]> = rows.iter().map(|row| row.0.as_slice()).collect();
        let sorted: Vec<bool> = rows.iter().map(|row| row.1).collect();
        match newton(&lines, &sorted, 1e-6) {
            Ok((offset, weights)) => match weights.first() {
                Some(&slope) if slope > 0.05 && slope.is_finite() && offset.is_finite() => {
                    Self::Platt { slope, offset }
                }
                _ => Self::none(),
            },
            Err(_) => Self::none(),
        }
    }

    /// Isotonic steps from held-out scores.
    pub fn isotonic(scores: &[f64], labels: &[bool]) -> Self {
        let mut rows: Vec<(f64, bool)> = scores.iter().copied().zip(labels.iter().copied()).collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Each block: lowest score, rows, leavers. A block that falls below the one before is pooled with it.
        let mut blocks: Vec<(f64, f64, f64)> = Vec::new();
        for run in rows.chunk_by(|a, b| same(a.0, b.0)) {
            let left = run.iter().filter(|row| row.1).count();
            blocks.push((run[0].0, count(run.len()), count(left)));
            while let [.., before, last] = blocks.as_slice() {
                if before.2 / before.1 < last.2 / last.1 {
                    break;
                }
                let pooled = (before.0, before.1 + last.1, before.2 + last.2);
                blocks.truncate(blocks.len() - 2);
                blocks.push(pooled);
            }
        }
        Self::Isotonic {
            scores: blocks.iter().map(|block| block.0).collect(),
            probabilities: blocks.iter().map(|block| block.2 / block.1).collect(),
        }
    }

    /// Slope and offset of a straight calibration; steps cannot be folded into a sum and count as none.
    pub(crate) const fn line(&self) -> (f64, f64) {
        match self {
            Self::Platt { slope, offset } => (*slope, *offset),
            Self::Isotonic { .. } => (1.0, 0.0),
        }
    }

    /// Probability of a raw score (log-odds).
    pub fn apply(&self, score: f64) -> f64 {
        match self {
            Self::Platt { slope, offset } => sigmoid(offset + slope * score),
            Self::Isotonic { scores, probabilities } => {
                let step = scores.partition_point(|from| *from <= score).saturating_sub(1);
                probabilities.get(step).copied().unwrap_or_else(|| sigmoid(score))
            }
        }
    }

    /// Log-odds of a raw score.
    pub fn logit(&self, score: f64) -> f64 {
        match self {
            Self::Platt { slope, offset } => offset + slope * score,
            Self::Isotonic { .. } => logit(self.apply(score)),
        }
    }
}
