//! Time until exit: an explainable machine for the log hazard ratio, with Breslow's baseline for survival curves.

mod cox;
mod objective;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::ebm::order::canonical;
use crate::ebm::{Ebm, Explanation, Settings};
use crate::frame::{Cell, Frame};
use crate::link::{count, same};
use objective::Hazard;

/// A fitted survival model. The explanation's sum is the log hazard ratio against the average row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SurvivalModel {
    /// Additive log hazard ratio.
    pub machine: Ebm,
    /// Times of exits, ascending, in the unit of the data.
    pub times: Vec<f64>,
    /// Cumulative hazard of a row with log ratio 0 just after each of them.
    pub hazard: Vec<f64>,
}

/// Settings that suit the partial likelihood. No linear start: on the turnover data the steps alone reach a c-index of
/// 0.634, after a straight line only 0.626.
pub fn survival_settings(rows: usize) -> Settings {
    Settings { linear_ridge: None, ..Settings::for_rows(rows) }
}

impl SurvivalModel {
    /// Learns from times and whether they ended in an exit. Fails when lists differ in length or nobody left.
    pub fn fit(frame: &Frame, times: &[f64], events: &[bool], settings: &Settings, seed: u64) -> Result<Self, Error> {
        if frame.rows() != times.len() || times.len() != events.len() {
            return Err(Error::Lengths { what: "times and exits", left: times.len(), right: events.len() });
        }
        let leavers = events.iter().filter(|&&event| event).count();
        if leavers < 2 {
            return Err(Error::OneClass { leavers, rows: events.len() });
        }
        let order =
            canonical(frame, None, |a, b| times[a].total_cmp(&times[b]).then_with(|| events[a].cmp(&events[b])));
        let objective = Hazard::new(times.to_vec(), events.to_vec());
        let fit = crate::ebm::fit_objective(frame, &order, &objective, settings, seed)?;
        // The baseline rests on scores of bags that had not seen the row: seen rows look too well sorted.
        let (steps, hazard) = breslow(&fit.held_out, times, events);
        Ok(Self { machine: fit.model, times: steps, hazard })
    }

    /// Log hazard ratios of all rows: the higher, the sooner the exit.
    pub fn risks(&self, frame: &Frame) -> Vec<f64> {
        self.machine.logits(frame)
    }

    /// The log hazard ratio of a row, term by term.
    pub fn explain(&self, row: &[Cell<'_>]) -> Explanation {
        self.machine.explain(row)
    }

    /// The share still there at each time of the grid for a row with this log hazard ratio.
    pub fn curve(&self, risk: f64, grid: &[f64]) -> Vec<f64> {
        grid.iter()
            .map(|&at| {
                let steps = self.times.partition_point(|&time| time <= at);
                let hazard = if steps == 0 { 0.0 } else { self.hazard[steps - 1] };
                (-hazard * risk.exp()).exp()
            })
            .collect()
    }
}

/// Breslow's cumulative baseline hazard.
fn breslow(scores: &[f64], times: &[f64], events: &[bool]) -> (Vec<f64>, Vec<f64>) {
    let mut order: Vec<usize> = (0..times.len()).collect();
    order.sort_by(|&a, &b| times[a].total_cmp(&times[b]));
    let mut at_risk: f64 = scores.iter().map(|score| score.exp()).sum();
    let (mut steps, mut hazards, mut hazard) = (Vec::new(), Vec::new(), 0.0);
    for run in order.chunk_by(|&a, &b| same(times[a], times[b])) {
        let left = count(run.iter().filter(|&&row| events[row]).count());
        if left > 0.0 {
            hazard += left / at_risk.max(1e-12);
            steps.push(times[run[0]]);
            hazards.push(hazard);
        }
        at_risk -= run.iter().map(|&row| scores[row].exp()).sum::<f64>();
    }
    (steps, hazards)
}
