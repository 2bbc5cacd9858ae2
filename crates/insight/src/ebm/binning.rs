//! Values to bins. Bin 0 is always "missing or never seen"; the others are numbered from 1.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::frame::{Cell, Column, Values};
use crate::link::{count, same};

/// The bins of one feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Bins {
    /// Numbers: bin `k` holds values from `cuts[k-2]` (included) up to `cuts[k-1]` (excluded).
    Number {
        /// Ascending cuts, in the unit of the feature.
        cuts: Vec<f64>,
        /// Mean of the training values in each bin, one more than cuts.
        centres: Vec<f64>,
    },
    /// Categories: bin `k` holds level `k-1`. A level never seen is in bin 0.
    Category {
        /// Names, sorted.
        levels: Vec<String>,
    },
}

/// One feature and its bins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// Name of the column.
    pub name: String,
    /// Its bins.
    #[serde(flatten)]
    pub bins: Bins,
}

impl Feature {
    /// Learns the bins of a column: one per distinct value, or quantiles when there are more than `max_bins`;
    /// the rarest levels beyond `max_bins` share bin 0.
    pub(crate) fn learn(column: &Column, max_bins: usize) -> Self {
        let bins = match &column.values {
            Values::Number(values) => number_bins(values, max_bins.max(2)),
            Values::Category { levels, codes } => category_bins(levels, codes, max_bins.max(2)),
        };
        Self { name: column.name.clone(), bins }
    }

    /// Number of bins, bin 0 included.
    pub fn count(&self) -> usize {
        1 + match &self.bins {
            Bins::Number { centres, .. } => centres.len(),
            Bins::Category { levels } => levels.len(),
        }
    }

    /// The bin of a value.
    pub fn bin(&self, cell: Cell<'_>) -> usize {
        match (&self.bins, cell) {
            (Bins::Number { cuts, .. }, Cell::Number(value)) if value.is_finite() => {
                1 + cuts.partition_point(|&cut| cut <= value)
            }
            (Bins::Category { levels }, Cell::Level(name)) => {
                levels.binary_search_by(|level| level.as_str().cmp(name)).map_or(0, |place| place + 1)
            }
            _ => 0,
        }
    }

    /// Whether a stored feature can be looked up: cuts ascend, levels are sorted.
    pub(crate) fn is_sound(&self) -> bool {
        match &self.bins {
            Bins::Number { cuts, centres } => {
                centres.len() == cuts.len() + 1 && cuts.iter().all(|cut| cut.is_finite()) && cuts.is_sorted()
            }
            Bins::Category { levels } => levels.is_sorted(),
        }
    }

    /// Whether the order of bins means something.
    pub(crate) const fn is_ordered(&self) -> bool {
        matches!(self.bins, Bins::Number { .. })
    }

    /// The bins of all rows of a column.
    pub(crate) fn codes(&self, column: &Column) -> Vec<u16> {
        let code = |cell| u16::try_from(self.bin(cell)).unwrap_or(0);
        if let Values::Category { levels, codes } = &column.values {
            // One look-up a level, not one a row.
            let known: Vec<u16> = levels.iter().map(|level| code(Cell::Level(level))).collect();
            let level = |place: u32| known.get(place as usize).copied().unwrap_or(0);
            return codes.iter().map(|place| place.map_or(0, level)).collect();
        }
        (0..column.len()).map(|row| code(column.cell(row))).collect()
    }
}

fn number_bins(values: &[f64], max_bins: usize) -> Bins {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let distinct: Vec<&[f64]> = sorted.chunk_by(|a, b| same(*a, *b)).collect();
    let mut cuts: Vec<f64> = Vec::new();
    let every = count(sorted.len()) / count(max_bins);
    let (mut seen, mut next) = (0, every);
    for pair in distinct.windows(2) {
        seen += pair[0].len();
        // With few distinct values each has its own bin; else a cut falls where the next quantile is passed.
        if distinct.len() <= max_bins || count(seen) >= next {
            cuts.push(f64::midpoint(pair[0][0], pair[1][0]));
            while next <= count(seen) {
                next += every;
            }
        }
    }
    let mut sums = vec![(0.0, 0_usize); cuts.len() + 1];
    for &value in &sorted {
        let sum = &mut sums[cuts.partition_point(|&cut| cut <= value)];
        sum.0 += value;
        sum.1 += 1;
    }
    let centres = sums.iter().map(|&(sum, rows)| sum / count(rows.max(1))).collect();
    Bins::Number { cuts, centres }
}

fn category_bins(levels: &[String], codes: &[Option<u32>], max_bins: usize) -> Bins {
    let mut rows: BTreeMap<u32, usize> = BTreeMap::new();
    for code in codes.iter().flatten() {
        *rows.entry(*code).or_default() += 1;
    }
    let mut kept: Vec<(u32, usize)> = rows.into_iter().collect();
    kept.sort_by_key(|&(code, rows)| (std::cmp::Reverse(rows), code));
    kept.truncate(max_bins);
    let mut names: Vec<String> = kept.iter().filter_map(|&(code, _)| levels.get(code as usize).cloned()).collect();
    names.sort();
    Bins::Category { levels: names }
}
