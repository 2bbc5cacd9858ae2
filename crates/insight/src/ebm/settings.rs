//! How the boosting machine learns.

use crate::link::count;
use serde::{Deserialize, Serialize};

/// Settings of a fit. [`Settings::for_rows`] is what the product and the benchmark use.
///
/// The numbers were chosen on the middle of a plateau, not on its highest point: on the IBM data (25 folds; checked
/// on 40 folds of other random cuts) every neighbour (half or double of each number) stays within 0.001 of the mean
/// ROC-AUC and 0.003 of the average precision. What does matter is the linear start: without it 0.004 ROC-AUC and
/// 0.019 average precision are lost; the linear start without boosting loses 0.005 and 0.011.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Parts into which the rows are cut; each bag keeps one back to know when to stop.
    pub folds: usize,
    /// How often the rows are cut anew. `folds × repeats` bags are averaged.
    pub repeats: usize,
    /// How much of each step is taken.
    pub learning_rate: f64,
    /// Most rounds over all terms.
    pub max_rounds: usize,
    /// Rounds without a better validation loss after which a bag stops.
    pub patience: usize,
    /// Leaves of one step on an ordered feature.
    pub max_leaves: usize,
    /// Fewest rows in a leaf.
    pub min_leaf_rows: usize,
    /// Shrinks leaf values towards 0 (added to the sum of second derivatives).
    pub leaf_ridge: f64,
    /// Most bins of one feature, at most 1,000.
    pub max_bins: usize,
    /// Ridge on the weights of the linear start, features standardised: `ridge / 2 · |weights|²` beside the summed
    /// loss. 30 is a prior standard deviation of 0.18 on each. `None` starts from the base rate alone.
    pub linear_ridge: Option<f64>,
    /// Most pairs of features tried as interactions; they stay only when they help by more than chance.
    pub pairs: usize,
    /// Most bins on each side of a pair, at most 32.
    pub pair_bins: usize,
}

impl Settings {
    /// Settings for so many training rows: about 30 rows a bin, and fewer bags when there are so many rows that their
    /// differences no longer matter.
    pub fn for_rows(rows: usize) -> Self {
        let repeats = if rows < 4_000 { 4 } else { 1 };
        let folds = if rows < 20_000 { 8 } else { 4 };
        Self { repeats, folds, max_bins: (rows / 30).clamp(32, 255), ..Self::default() }
    }
}

/// How much a panel (several rows a person) really knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Panel {
    /// All rows.
    pub rows: usize,
    /// Different persons.
    pub persons: usize,
    /// Rows after which an exit followed.
    pub leaving_rows: usize,
    /// Different persons who left.
    pub exits: usize,
}

impl Settings {
    /// Settings for a panel. Rows of one person repeat each other, so bins and leaves are counted in persons, and the
    /// pull towards 0 grows with the number of rows that tell of the same exit.
    pub fn for_panel(panel: Panel) -> Self {
        let plain = Self::for_rows(panel.rows);
        let each = panel.rows.div_ceil(panel.persons.max(1));
        let repeated = (count(panel.leaving_rows) / count(panel.exits.max(1))).max(1.0);
        Self {
            max_bins: (panel.persons / 30).clamp(32, 255),
            min_leaf_rows: plain.min_leaf_rows * each,
            leaf_ridge: plain.leaf_ridge * repeated,
            linear_ridge: plain.linear_ridge.map(|ridge| ridge * repeated),
            ..plain
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            folds: 8,
            repeats: 4,
            learning_rate: 0.08,
            max_rounds: 1_000,
            patience: 20,
            max_leaves: 2,
            min_leaf_rows: 10,
            leaf_ridge: 5.0,
            max_bins: 32,
            linear_ridge: Some(30.0),
            pairs: 10,
            pair_bins: 12,
        }
    }
}
