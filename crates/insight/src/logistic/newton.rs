//! Newton's method for the ridge-penalised logistic likelihood (iteratively reweighted least squares).

use crate::Error;
use crate::linear::Symmetric;
use crate::link::{count, log_loss, logit, sigmoid};

/// Intercept and weights that make `Σ loss + ridge/2 · |weights|²` smallest. The intercept is not penalised.
pub(crate) fn newton(rows: &[&[f64]], labels: &[bool], ridge: f64) -> Result<(f64, Vec<f64>), Error> {
    let columns = rows.first().map_or(0, |row| row.len());
    let left = count(labels.iter().filter(|&&label| label).count());
    let start = logit((left + 0.5) / (count(labels.len()) + 1.0));
    let mut weights = vec![0.0; columns];
    weights.push(start);
    let mut loss = penalised(rows, labels, &weights, ridge);
    for _ in 0..50 {
        let step = newton_step(rows, labels, &weights, ridge)?;
        let mut share = 1.0;
        let (mut next, mut next_loss) = moved(rows, labels, &weights, &step, share, ridge);
        // A full step may overshoot when classes separate: halve it until the loss falls.
        while next_loss > loss && share > 1e-4 {
            share /= 2.0;
            (next, next_loss) = moved(rows, labels, &weights, &step, share, ridge);
        }
        let fall = loss - next_loss;
        if fall < 0.0 {
            break;
        }
        (weights, loss) = (next, next_loss);
        if fall < 1e-9 * (1.0 + loss) {
            break;
        }
    }
    let intercept = weights.pop().unwrap_or(start);
    Ok((intercept, weights))
}

fn score(row: &[f64], weights: &[f64]) -> f64 {
    let (slope, intercept) = weights.split_at(row.len());
    row.iter().zip(slope).map(|(x, w)| x * w).sum::<f64>() + intercept.first().copied().unwrap_or(0.0)
}

fn penalised(rows: &[&[f64]], labels: &[bool], weights: &[f64], ridge: f64) -> f64 {
    let scores: Vec<f64> = rows.iter().map(|row| score(row, weights)).collect();
    let slopes = &weights[..weights.len().saturating_sub(1)];
    log_loss(&scores, labels) * count(labels.len()) + ridge / 2.0 * slopes.iter().map(|w| w * w).sum::<f64>()
}

fn moved(rows: &[&[f64]], labels: &[bool], weights: &[f64], step: &[f64], share: f64, ridge: f64) -> (Vec<f64>, f64) {
    let next: Vec<f64> = weights.iter().zip(step).map(|(weight, step)| weight + share * step).collect();
    let loss = penalised(rows, labels, &next, ridge);
    (next, loss)
}

fn newton_step(rows: &[&[f64]], labels: &[bool], weights: &[f64], ridge: f64) -> Result<Vec<f64>, Error> {
    let size = weights.len();
    let mut curvature = Symmetric::zero(size);
    let mut slope = vec![0.0; size];
    let mut line = vec![1.0; size];
    for (row, &label) in rows.iter().zip(labels) {
        let p = sigmoid(score(row, weights));
        let miss = f64::from(u8::from(label)) - p;
        line[..size - 1].copy_from_slice(row);
        for (slope, x) in slope.iter_mut().zip(&line) {
            *slope += miss * x;
        }
        curvature.add_square(&line, (p * (1.0 - p)).max(1e-9));
    }
    for place in 0..size - 1 {
        slope[place] -= ridge * weights[place];
        curvature.add_diagonal(place, ridge.max(1e-9));
    }
    curvature.solve(&slope)
}

/// Standard errors of the weights (without the intercept) from the curvature at the solution.
pub(crate) fn standard_errors(rows: &[&[f64]], intercept: f64, weights: &[f64], ridge: f64) -> Result<Vec<f64>, Error> {
    let size = weights.len() + 1;
    let mut curvature = Symmetric::zero(size);
    let mut line = vec![1.0; size];
    for row in rows {
        let score = intercept + row.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>();
        let p = sigmoid(score);
        line[..size - 1].copy_from_slice(row);
        curvature.add_square(&line, (p * (1.0 - p)).max(1e-9));
    }
    for place in 0..size - 1 {
        curvature.add_diagonal(place, ridge.max(1e-9));
    }
    Ok(curvature.inverse_diagonal()?.into_iter().take(weights.len()).map(f64::sqrt).collect())
}
