//! Probability and log-odds.

use std::cmp::Ordering;

/// Probability of these log-odds.
pub fn sigmoid(logit: f64) -> f64 {
    if logit >= 0.0 {
        1.0 / (1.0 + (-logit).exp())
    } else {
        let odds = logit.exp();
        odds / (1.0 + odds)
    }
}

/// Log-odds of this probability, kept finite by staying 1e-12 away from 0 and 1.
pub fn logit(probability: f64) -> f64 {
    let inside = probability.clamp(1e-12, 1.0 - 1e-12);
    (inside / (1.0 - inside)).ln()
}

/// Mean logistic loss (nats) of log-odds against labels; 0 for no rows.
pub fn log_loss(logits: &[f64], labels: &[bool]) -> f64 {
    let sum: f64 = logits
        .iter()
        .zip(labels)
        .map(|(&score, &label)| {
            let signed = if label { -score } else { score };
            // ln(1 + e^x) without overflow
            if signed > 30.0 { signed } else { signed.exp().ln_1p() }
        })
        .sum();
    sum / count(labels.len().max(1))
}

/// Whether two numbers are the same number: ties are exact, or they are no ties.
pub(crate) fn same(a: f64, b: f64) -> bool {
    a.partial_cmp(&b) == Some(Ordering::Equal)
}

/// A count as a float. Exact below 2^53, far above any number of rows here.
#[expect(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
pub(crate) const fn count(number: usize) -> f64 {
    number as f64
}

/// A float as a count: truncated, negative and NaN give 0.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the cast saturates, as wanted")]
pub(crate) const fn whole(number: f64) -> usize {
    number as usize
}
