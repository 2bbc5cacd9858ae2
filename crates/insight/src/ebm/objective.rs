//! What a fit tries to make small.

use crate::Error;
use crate::ebm::design::Design;

/// A loss over rows, seen through `odds[i] = exp(score[i])`. Multiplying odds by a leaf's factor replaces an
/// exponential a row at every step.
pub(crate) trait Objective: Clone + Sync {
    /// The same loss over some of the rows.
    fn take(&self, rows: &[usize]) -> Self;
    /// The best constant score.
    fn baseline(&self) -> f64;
    /// Writes the negative first and the second derivative by each score.
    fn derivatives(&self, odds: &[f64], first: &mut [f64], second: &mut [f64]);
    /// Mean loss of a row.
    fn loss(&self, odds: &[f64]) -> f64;
    /// A ridge fit of the linear design: intercept and one weight a column.
    fn linear(&self, design: &Design, rows: &[usize], ridge: f64) -> Result<(f64, Vec<f64>), Error>;
    /// Splits the rows so that bags keep the mix of outcomes: a group number a row.
    fn strata(&self) -> Vec<usize>;
}
