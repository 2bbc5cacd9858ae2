//! The linear view of binned features: numbers bent and standardised, levels one-hot. It lives on bins, so that a linear
//! weight can be added to a step function without any rest.

use crate::bend::Bend;
use crate::ebm::binning::{Bins, Feature};
use crate::link::count;

/// One column of the design: the value it takes in each bin of its feature.
#[derive(Debug, Clone)]
pub(crate) struct DesignColumn {
    /// Index of the feature.
    pub(crate) feature: usize,
    /// Value in each bin; centred over the training rows.
    pub(crate) values: Vec<f64>,
}

/// All columns and the rows they give.
#[derive(Debug, Clone)]
pub(crate) struct Design {
    /// The columns.
    pub(crate) columns: Vec<DesignColumn>,
    /// One line a row.
    pub(crate) rows: Vec<Vec<f64>>,
}

impl Design {
    /// The design of these features, given the bins of all rows.
    pub(crate) fn new(features: &[Feature], codes: &[Vec<u16>]) -> Self {
        let columns: Vec<DesignColumn> = features
            .iter()
            .zip(codes)
            .enumerate()
            .flat_map(|(place, (feature, codes))| columns(place, feature, codes))
            .collect();
        let rows = codes.first().map_or(0, Vec::len);
        let rows = (0..rows)
            .map(|row| columns.iter().map(|column| column.values[usize::from(codes[column.feature][row])]).collect())
            .collect();
        Self { columns, rows }
    }

    /// What these weights add to each bin of each feature.
    pub(crate) fn tables(&self, features: &[Feature], weights: &[f64]) -> Vec<Vec<f64>> {
        let mut tables: Vec<Vec<f64>> = features.iter().map(|feature| vec![0.0; feature.count()]).collect();
        for (column, weight) in self.columns.iter().zip(weights) {
            for (cell, value) in tables[column.feature].iter_mut().zip(&column.values) {
                *cell += weight * value;
            }
        }
        tables
    }
}

fn columns(place: usize, feature: &Feature, codes: &[u16]) -> Vec<DesignColumn> {
    let mut rows = vec![0.0; feature.count()];
    for &code in codes {
        rows[usize::from(code)] += 1.0;
    }
    match &feature.bins {
        // Bin 0 is a level of its own: that a value is missing may say something.
        Bins::Number { centres, .. } => {
            number_column(place, centres, &rows).into_iter().chain(level_column(place, 0, &rows)).collect()
        }
        Bins::Category { levels } => (0..=levels.len()).filter_map(|level| level_column(place, level, &rows)).collect(),
    }
}

/// Bent, then mean 0 and standard deviation 1 over the known rows; missing is the mean.
fn number_column(feature: usize, centres: &[f64], rows: &[f64]) -> Option<DesignColumn> {
    let known: f64 = rows[1..].iter().sum::<f64>().max(1.0);
    let mean_of = |values: &[f64]| rows[1..].iter().zip(values).map(|(rows, value)| rows * value).sum::<f64>() / known;
    let bend = Bend::new(centres.first().copied().unwrap_or(0.0), mean_of(centres));
    let curved: Vec<f64> = centres.iter().map(|&centre| bend.at(centre)).collect();
    let mean = mean_of(&curved);
    let square = rows[1..].iter().zip(&curved).map(|(rows, value)| rows * (value - mean).powi(2)).sum::<f64>();
    let deviation = (square / known).sqrt();
    if deviation <= 1e-9 {
        return None;
    }
    let values = std::iter::once(0.0).chain(curved.iter().map(|value| (value - mean) / deviation)).collect();
    Some(DesignColumn { feature, values })
}

fn level_column(feature: usize, level: usize, rows: &[f64]) -> Option<DesignColumn> {
    let all: f64 = rows.iter().sum();
    let share = rows[level] / all.max(1.0);
    if share == 0.0 || rows[level] >= all {
        return None;
    }
    // Levels are scaled like numbers (standard deviation 1 when binary), so that one ridge fits all columns.
    let deviation = (share * (1.0 - share)).sqrt().max(1.0 / count(rows.len().max(2)));
    let values = (0..rows.len()).map(|bin| (f64::from(u8::from(bin == level)) - share) / deviation).collect();
    Some(DesignColumn { feature, values })
}
