//! How well scores put leavers before stayers. Equal scores never profit from their order.

use serde::{Deserialize, Serialize};

use crate::link::{count, same, whole};

/// A run of equal scores, highest first: how many rows and how many of them positive.
fn runs(scores: &[f64], labels: &[bool]) -> Vec<(usize, usize)> {
    let mut rows: Vec<(f64, bool)> = scores.iter().copied().zip(labels.iter().copied()).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    rows.chunk_by(|a, b| same(a.0, b.0)).map(|run| (run.len(), run.iter().filter(|row| row.1).count())).collect()
}

/// Area under the ROC curve: the chance that a random leaver scores above a random stayer, ties counted half
/// (Mann and Whitney). 0.5 when one class is missing.
pub fn roc_auc(scores: &[f64], labels: &[bool]) -> f64 {
    let (mut won, mut above) = (0.0, 0.0);
    let (mut positives, mut negatives) = (0.0, 0.0);
    for (rows, left) in runs(scores, labels) {
        let (left, stayed) = (count(left), count(rows - left));
        won += stayed * (above + left / 2.0);
        above += left;
        positives += left;
        negatives += stayed;
    }
    if positives == 0.0 || negatives == 0.0 { 0.5 } else { won / (positives * negatives) }
}

/// Average precision: the sum over distinct scores of recall gained × precision there, without interpolation
/// (the definition of scikit-learn). 0 when nobody left.
pub fn average_precision(scores: &[f64], labels: &[bool]) -> f64 {
    let positives = count(labels.iter().filter(|&&label| label).count());
    let (mut seen, mut hits, mut area) = (0.0, 0.0, 0.0);
    for (rows, left) in runs(scores, labels) {
        seen += count(rows);
        hits += count(left);
        area += count(left) * hits / seen;
    }
    if positives == 0.0 { 0.0 } else { area / positives }
}

/// Recall and precision among the highest scores.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TopShare {
    /// Rows flagged: the share asked for, rounded up.
    pub flagged: usize,
    /// Leavers among them; a fraction when equal scores share the last places.
    pub hits: f64,
    /// Share of all leavers that are flagged; 0 when nobody left.
    pub recall: f64,
    /// Share of the flagged that left; 0 when nobody is flagged.
    pub precision: f64,
}

/// How many rows are flagged: `share` of them, rounded up.
pub fn flagged(rows: usize, share: f64) -> usize {
    // 0.1 * 70 is a hair above 7 in binary: without the hair off, 8 would be flagged.
    whole((count(rows) * share - 1e-9).ceil()).min(rows)
}

/// Recall and precision among the highest `share` of scores. Rows with the score of the last place share the places
/// left in proportion.
pub fn top_share(scores: &[f64], labels: &[bool], share: f64) -> TopShare {
    let places = flagged(scores.len(), share);
    let positives = count(labels.iter().filter(|&&label| label).count());
    let mut open = places;
    let mut hits = 0.0;
    for (rows, left) in runs(scores, labels) {
        let taken = rows.min(open);
        hits += count(left) * count(taken) / count(rows);
        open -= taken;
        if open == 0 {
            break;
        }
    }
    TopShare {
        flagged: places,
        hits,
        recall: if positives == 0.0 { 0.0 } else { hits / positives },
        precision: if places == 0 { 0.0 } else { hits / count(places) },
    }
}

/// How much each row is flagged when the highest `share` are: 1, 0, or a fraction for rows that share the last places.
pub fn selection(scores: &[f64], share: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let mut open = flagged(scores.len(), share);
    let mut picked = vec![0.0; scores.len()];
    for run in order.chunk_by(|&a, &b| same(scores[a], scores[b])) {
        let taken = run.len().min(open);
        for &row in run {
            picked[row] = count(taken) / count(run.len());
        }
        open -= taken;
    }
    picked
}
