//! How well probabilities fit what happened.

use serde::{Deserialize, Serialize};

use crate::link::{count, whole};

/// Mean squared distance between probability and outcome (Brier 1950). 0 is perfect; 0 for no rows.
pub fn brier(probabilities: &[f64], labels: &[bool]) -> f64 {
    let sum: f64 = probabilities.iter().zip(labels).map(|(p, &label)| (p - f64::from(u8::from(label))).powi(2)).sum();
    sum / count(labels.len().max(1))
}

/// Share of rows on the right side of 0.5.
pub fn accuracy(probabilities: &[f64], labels: &[bool]) -> f64 {
    let right = probabilities.iter().zip(labels).filter(|&(&p, &label)| (p > 0.5) == label).count();
    count(right) / count(labels.len().max(1))
}

/// One line of a reliability table: what was promised and what happened.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBin {
    /// Lower end of the bin (included).
    pub from: f64,
    /// Upper end (excluded, but 1 belongs to the last bin).
    pub to: f64,
    /// Rows in the bin.
    pub rows: usize,
    /// Mean predicted probability; 0 for an empty bin.
    pub predicted: f64,
    /// Share that left; 0 for an empty bin.
    pub observed: f64,
}

/// The reliability table over bins of equal width.
pub fn reliability(probabilities: &[f64], labels: &[bool], bins: usize) -> Vec<ReliabilityBin> {
    let bins = bins.max(1);
    let mut sums = vec![(0_usize, 0.0, 0_usize); bins];
    for (&p, &label) in probabilities.iter().zip(labels) {
        let bin = whole(p * count(bins)).min(bins - 1);
        let sum = &mut sums[bin];
        sum.0 += 1;
        sum.1 += p;
        sum.2 += usize::from(label);
    }
    let width = 1.0 / count(bins);
    sums.iter()
        .enumerate()
        .map(|(bin, &(rows, predicted, left))| ReliabilityBin {
            from: width * count(bin),
            to: width * count(bin + 1),
            rows,
            predicted: predicted / count(rows.max(1)),
            observed: count(left) / count(rows.max(1)),
        })
        .collect()
}

/// Expected calibration error: the mean gap between promise and outcome over bins of equal width, weighted by rows
/// (Naeini et al. 2015).
pub fn calibration_error(probabilities: &[f64], labels: &[bool], bins: usize) -> f64 {
    let table = reliability(probabilities, labels, bins);
    let gap: f64 = table.iter().map(|bin| count(bin.rows) * (bin.predicted - bin.observed).abs()).sum();
    gap / count(labels.len().max(1))
}
