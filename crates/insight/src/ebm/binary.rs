//! The logistic loss: did the person leave or not.

use crate::Error;
use crate::ebm::design::Design;
use crate::ebm::objective::Objective;
use crate::link::{count, logit};
use crate::logistic::newton;

/// Labels under the logistic loss.
#[derive(Debug, Clone)]
pub(crate) struct Binary(pub(crate) Vec<bool>);

impl Objective for Binary {
    fn take(&self, rows: &[usize]) -> Self {
        Self(rows.iter().map(|&row| self.0[row]).collect())
    }

    fn baseline(&self) -> f64 {
        let left = count(self.0.iter().filter(|&&label| label).count());
        logit((left + 0.5) / (count(self.0.len()) + 1.0))
    }

    fn derivatives(&self, odds: &[f64], first: &mut [f64], second: &mut [f64]) {
        for (((&label, odds), first), second) in self.0.iter().zip(odds).zip(first).zip(second) {
            let stays = 1.0 / (1.0 + odds);
            let leaves = odds * stays;
            *first = if label { stays } else { -leaves };
            *second = leaves * stays;
        }
    }

    fn loss(&self, odds: &[f64]) -> f64 {
        let sum: f64 = self
            .0
            .iter()
            .zip(odds)
            .map(|(&label, &odds)| if label { (1.0 / odds).ln_1p() } else { odds.ln_1p() })
            .sum();
        sum / count(self.0.len().max(1))
    }

    fn linear(&self, design: &Design, rows: &[usize], ridge: f64) -> Result<(f64, Vec<f64>), Error> {
        let lines: Vec<&[f64]> = rows.iter().map(|&row| design.rows[row].as_slice()).collect();
        let labels: Vec<bool> = rows.iter().map(|&row| self.0[row]).collect();
        newton(&lines, &labels, ridge)
    }

    fn strata(&self) -> Vec<usize> {
        self.0.iter().map(|&label| usize::from(label)).collect()
    }
}
