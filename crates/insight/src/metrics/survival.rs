//! Measures for times until an exit, where some are still there (censored).

use serde::{Deserialize, Serialize};

use crate::link::{count, same};

/// Harrell's c-index: among pairs where it is known who left first, the share in which the one who left first has the
/// higher risk; equal risks count half. Of two equal times, an exit comes before a censoring, and two exits say
/// nothing. 0.5 when no pair can be compared.
pub fn c_index(risks: &[f64], times: &[f64], events: &[bool]) -> f64 {
    let (mut won, mut pairs) = (0.0, 0.0);
    let rows = risks.len().min(times.len()).min(events.len());
    for first in (0..rows).filter(|&row| events[row]) {
        for second in 0..rows {
            let later = times[second] > times[first] || (same(times[second], times[first]) && !events[second]);
            if !later || first == second {
                continue;
            }
            pairs += 1.0;
            if risks[first] > risks[second] {
                won += 1.0;
            } else if same(risks[first], risks[second]) {
                won += 0.5;
            }
        }
    }
    if pairs == 0.0 { 0.5 } else { won / pairs }
}

/// The Kaplan-Meier curve: the share still there after each time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KaplanMeier {
    times: Vec<f64>,
    shares: Vec<f64>,
}

impl KaplanMeier {
    /// Fits the curve; `events` says whether the time ended in what is counted.
    pub fn fit(times: &[f64], events: &[bool]) -> Self {
        let mut rows: Vec<(f64, bool)> = times.iter().copied().zip(events.iter().copied()).collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut curve = Self { times: Vec::new(), shares: Vec::new() };
        let (mut at_risk, mut share) = (rows.len(), 1.0);
        for run in rows.chunk_by(|a, b| same(a.0, b.0)) {
            let ended = run.iter().filter(|row| row.1).count();
            if ended > 0 {
                share *= 1.0 - count(ended) / count(at_risk);
                curve.times.push(run[0].0);
                curve.shares.push(share);
            }
            at_risk -= run.len();
        }
        curve
    }

    /// Share still there just after `time`.
    pub fn at(&self, time: f64) -> f64 {
        self.upto(self.times.partition_point(|&step| step <= time))
    }

    /// Share still there just before `time`.
    pub fn before(&self, time: f64) -> f64 {
        self.upto(self.times.partition_point(|&step| step < time))
    }

    /// First time at which at most half are left; `None` when more than half stay.
    pub fn median(&self) -> Option<f64> {
        self.shares.iter().position(|&share| share <= 0.5).map(|place| self.times[place])
    }

    fn upto(&self, steps: usize) -> f64 {
        if steps == 0 { 1.0 } else { self.shares[steps - 1] }
    }
}

/// First time at which half have left; see [`KaplanMeier::median`].
pub fn median(times: &[f64], events: &[bool]) -> Option<f64> {
    KaplanMeier::fit(times, events).median()
}

/// What the integrated Brier score needs beside the predictions.
#[derive(Debug, Clone, Copy)]
pub struct IntegratedBrier<'a> {
    /// Times of the rows the model learnt from: they give the censoring curve.
    pub train_times: &'a [f64],
    /// Whether those rows left.
    pub train_events: &'a [bool],
    /// Times of the rows to judge.
    pub times: &'a [f64],
    /// Whether those rows left.
    pub events: &'a [bool],
    /// Ascending times at which survival is judged.
    pub grid: &'a [f64],
}

/// The integrated Brier score (Graf et al. 1999): squared distance between predicted survival and what happened, rows
/// weighted by the inverse chance of not being censored, averaged over the grid by the trapezium rule.
/// `survival[row][k]` is the predicted share still there at `grid[k]`. 0 is perfect, 0.25 is a coin.
pub fn integrated_brier(data: IntegratedBrier<'_>, survival: &[Vec<f64>]) -> f64 {
    let censored: Vec<bool> = data.train_events.iter().map(|event| !event).collect();
    let censoring = KaplanMeier::fit(data.train_times, &censored);
    let scores: Vec<f64> =
        data.grid.iter().enumerate().map(|(step, &at)| brier_at(data, &censoring, at, survival, step)).collect();
    let (Some(first), Some(last)) = (data.grid.first(), data.grid.last()) else { return 0.0 };
    if last <= first {
        return scores.first().copied().unwrap_or(0.0);
    }
    let area: f64 =
        data.grid.windows(2).zip(scores.windows(2)).map(|(t, s)| (t[1] - t[0]) * f64::midpoint(s[0], s[1])).sum();
    area / (last - first)
}

fn brier_at(data: IntegratedBrier<'_>, censoring: &KaplanMeier, at: f64, survival: &[Vec<f64>], step: usize) -> f64 {
    let mut sum = 0.0;
    for ((&time, &event), curve) in data.times.iter().zip(data.events).zip(survival) {
        let predicted = curve.get(step).copied().unwrap_or(0.0);
        if time <= at && event {
            // The weight of an exit is the chance of being watched until just then.
            sum += predicted.powi(2) / censoring.before(time).max(1e-12);
        } else if time > at {
            sum += (1.0 - predicted).powi(2) / censoring.at(at).max(1e-12);
        }
    }
    sum / count(data.times.len().max(1))
}
