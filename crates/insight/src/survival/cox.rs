//! Cox's proportional hazards with Efron's treatment of ties and a ridge (Cox 1972, Efron 1977).

use crate::Error;
use crate::linear::Symmetric;
use crate::link::same;

/// Rows with a time and whether it ended in an exit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Times<'a> {
    /// Time until exit or until last seen.
    pub(crate) times: &'a [f64],
    /// Whether the person left then.
    pub(crate) events: &'a [bool],
}

/// Weights and the log partial likelihood at them (without the penalty).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CoxFit {
    /// One weight a column.
    pub(crate) weights: Vec<f64>,
    /// Log partial likelihood.
    pub(crate) likelihood: f64,
}

/// Value, slope and curvature of the log partial likelihood.
struct Shape {
    value: f64,
    slope: Vec<f64>,
    curvature: Symmetric,
}

/// Sums over rows: 1, x, x xᵀ, each weighted by the hazard ratio.
struct Weighted {
    zero: f64,
    one: Vec<f64>,
    two: Symmetric,
}

impl Weighted {
    fn new(size: usize) -> Self {
        Self { zero: 0.0, one: vec![0.0; size], two: Symmetric::zero(size) }
    }

    fn add(&mut self, x: &[f64], ratio: f64) {
        self.zero += ratio;
        for (sum, x) in self.one.iter_mut().zip(x) {
            *sum += ratio * x;
        }
        self.two.add_square(x, ratio);
    }
}

/// Finds the weights that make `log likelihood - ridge/2 · |weights|²` largest.
pub(crate) fn cox(rows: &[&[f64]], data: Times<'_>, ridge: f64) -> Result<CoxFit, Error> {
    let size = rows.first().map_or(0, |row| row.len());
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by(|&a, &b| data.times[b].total_cmp(&data.times[a]));
    let mut weights = vec![0.0; size];
    let penalty = |weights: &[f64]| ridge / 2.0 * weights.iter().map(|weight| weight * weight).sum::<f64>();
    let mut here = shape(rows, data, &order, &weights);
    let mut value = here.value;
    for _ in 0..50 {
        for (place, weight) in weights.iter().enumerate() {
            here.slope[place] -= ridge * weight;
            here.curvature.add_diagonal(place, ridge.max(1e-9));
        }
        let step = here.curvature.solve(&here.slope)?;
        let mut share = 1.0;
        let next = loop {
            let moved: Vec<f64> = weights.iter().zip(&step).map(|(weight, step)| weight + share * step).collect();
            let at = shape(rows, data, &order, &moved);
            if at.value - penalty(&moved) >= value || share < 1e-4 {
                break (moved, at);
            }
            share /= 2.0;
        };
        let now = next.1.value - penalty(&next.0);
        let rise = now - value;
        if rise < 0.0 {
            break;
        }
        (weights, here, value) = (next.0, next.1, now);
        if rise < 1e-9 * (1.0 + value.abs()) {
            break;
        }
    }
    let likelihood = value + penalty(&weights);
    Ok(CoxFit { weights, likelihood })
}

fn shape(rows: &[&[f64]], data: Times<'_>, order: &[usize], weights: &[f64]) -> Shape {
    let size = weights.len();
    let mut found = Shape { value: 0.0, slope: vec![0.0; size], curvature: Symmetric::zero(size) };
    let mut at_risk = Weighted::new(size);
    for run in order.chunk_by(|&a, &b| same(data.times[a], data.times[b])) {
        let mut leaving = Weighted::new(size);
        let mut leavers = 0_u32;
        for &row in run {
            let score: f64 = rows[row].iter().zip(weights).map(|(x, weight)| x * weight).sum();
            let ratio = score.clamp(-30.0, 30.0).exp();
            at_risk.add(rows[row], ratio);
            if data.events[row] {
                leaving.add(rows[row], ratio);
                leavers += 1;
                found.value += score;
                found.slope.iter_mut().zip(rows[row]).for_each(|(slope, x)| *slope += x);
            }
        }
        for earlier in 0..leavers {
            leave(&mut found, &at_risk, &leaving, f64::from(earlier) / f64::from(leavers));
        }
    }
    found
}

/// One exit among ties: those who leave at the same time count by the share that has not yet left.
fn leave(found: &mut Shape, at_risk: &Weighted, leaving: &Weighted, gone: f64) {
    let zero = at_risk.zero - gone * leaving.zero;
    let mean: Vec<f64> = at_risk.one.iter().zip(&leaving.one).map(|(all, left)| (all - gone * left) / zero).collect();
    found.value -= zero.ln();
    found.slope.iter_mut().zip(&mean).for_each(|(slope, mean)| *slope -= mean);
    found.curvature.add_scaled(&at_risk.two, 1.0 / zero);
    found.curvature.add_scaled(&leaving.two, -gone / zero);
    found.curvature.add_square(&mean, -1.0);
}
