//! Cox's partial likelihood as a loss for boosting (ties as Breslow does: cheaper, and steps are small).

use crate::Error;
use crate::ebm::design::Design;
use crate::ebm::objective::Objective;
use crate::link::{count, same};
use crate::survival::cox::{Times, cox};

/// Times and exits under the partial likelihood.
#[derive(Debug, Clone)]
pub(crate) struct Hazard {
    times: Vec<f64>,
    events: Vec<bool>,
    /// Rows by time, latest first.
    order: Vec<usize>,
}

impl Hazard {
    pub(crate) fn new(times: Vec<f64>, events: Vec<bool>) -> Self {
        let mut order: Vec<usize> = (0..times.len()).collect();
        order.sort_by(|&a, &b| times[b].total_cmp(&times[a]));
        Self { times, events, order }
    }

    /// For each distinct time, latest first: the rows, the exits, and the sum of hazard ratios still at risk.
    fn runs(&self, ratios: &[f64]) -> Vec<(&[usize], f64, f64)> {
        let mut at_risk = 0.0;
        self.order
            .chunk_by(|&a, &b| same(self.times[a], self.times[b]))
            .map(|run| {
                at_risk += run.iter().map(|&row| ratios[row]).sum::<f64>();
                let left = count(run.iter().filter(|&&row| self.events[row]).count());
                (run, left, at_risk)
            })
            .collect()
    }
}

impl Objective for Hazard {
    fn take(&self, rows: &[usize]) -> Self {
        let times = rows.iter().map(|&row| self.times[row]).collect();
        Self::new(times, rows.iter().map(|&row| self.events[row]).collect())
    }

    fn baseline(&self) -> f64 {
        0.0
    }

    fn derivatives(&self, ratios: &[f64], first: &mut [f64], second: &mut [f64]) {
        // Walking forward in time, `hazard` is Breslow's cumulative hazard and `square` the sum of d/S².
        let (mut hazard, mut square) = (0.0, 0.0);
        for (run, left, at_risk) in self.runs(ratios).into_iter().rev() {
            if left > 0.0 {
                hazard += left / at_risk;
                square += left / (at_risk * at_risk);
            }
            for &row in run {
                let expected = ratios[row] * hazard;
                first[row] = f64::from(u8::from(self.events[row])) - expected;
                second[row] = (expected - ratios[row] * ratios[row] * square).max(1e-9);
            }
        }
    }

    fn loss(&self, ratios: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (run, left, at_risk) in self.runs(ratios) {
            if left > 0.0 {
                sum += left * at_risk.ln();
                sum -= run.iter().filter(|&&row| self.events[row]).map(|&row| ratios[row].ln()).sum::<f64>();
            }
        }
        sum / count(self.times.len().max(1))
    }

    fn linear(&self, design: &Design, rows: &[usize], ridge: f64) -> Result<(f64, Vec<f64>), Error> {
        let lines: Vec<&[f64]> = rows.iter().map(|&row| design.rows[row].as_slice()).collect();
        let part = self.take(rows);
        let fit = cox(&lines, Times { times: &part.times, events: &part.events }, ridge)?;
        Ok((0.0, fit.weights))
    }

    fn strata(&self) -> Vec<usize> {
        self.events.iter().map(|&event| usize::from(event)).collect()
    }
}
