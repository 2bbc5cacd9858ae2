//! The fitted machine: tables of scores. A prediction is a sum of one look-up a term, nothing else.

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::ebm::binning::Feature;
use crate::frame::{Cell, Frame};
use crate::link::sigmoid;

/// Version of the stored form.
pub const MODEL_VERSION: u32 = 1;

/// One additive term: a shape over one feature or a table over two.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Term {
    /// Name of the feature, or `a × b` for a pair.
    pub name: String,
    /// Indices of its features: one or two.
    pub features: Vec<usize>,
    /// For each feature, the cell line of each of its bins. Empty for a single feature: there bins are cells.
    pub lines: Vec<Vec<u16>>,
    /// Score of each cell in log-odds; row after row of the first feature for a pair.
    pub scores: Vec<f64>,
    /// Standard error of each score (delete-a-group jackknife over the bags).
    pub errors: Vec<f64>,
    /// Training rows in each cell.
    pub rows: Vec<f64>,
}

impl Term {
    /// The cell into which these bins of all features fall.
    pub(crate) fn cell(&self, bins: &[usize]) -> usize {
        match (self.features.as_slice(), self.lines.as_slice()) {
            ([a, b], [of_a, of_b]) => {
                let columns = of_b.iter().max().map_or(1, |most| usize::from(*most) + 1);
                usize::from(of_a[bins[*a]]) * columns + usize::from(of_b[bins[*b]])
            }
            ([a, ..], _) => bins[*a],
            _ => 0,
        }
    }
}

/// One term's share of a prediction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// Name of the term.
    pub term: String,
    /// Indices of its features.
    pub features: Vec<usize>,
    /// What it adds to the log-odds.
    pub score: f64,
    /// Standard error of that.
    pub error: f64,
    /// Training rows that fell into the same cell.
    pub rows: f64,
}

/// A prediction taken apart. The intercept plus all contributions, added in order, is the logit: bit for bit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Log-odds before any feature is known.
    pub intercept: f64,
    /// One entry a term, in the order of the model.
    pub contributions: Vec<Contribution>,
    /// Their sum.
    pub logit: f64,
}

/// An explainable boosting machine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ebm {
    /// Version of the stored form.
    pub version: u32,
    /// Log-odds of an average row.
    pub intercept: f64,
    /// The features, in the order of the columns it learnt from.
    pub features: Vec<Feature>,
    /// The terms: single features first, then pairs.
    pub terms: Vec<Term>,
    /// How many bags were averaged.
    pub bags: usize,
}

impl Ebm {
    /// Reads a model stored as JSON; refuses another version and parts that do not fit.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let model: Self = serde_json::from_str(text).map_err(|error| Error::ModelDamaged(error.to_string()))?;
        model.checked()
    }

    /// Refuses another version and parts that do not fit together.
    pub fn checked(self) -> Result<Self, Error> {
        if self.version != MODEL_VERSION {
            return Err(Error::ModelVersion { found: self.version, expected: MODEL_VERSION });
        }
        match self.features.iter().find(|feature| !feature.is_sound()) {
            Some(feature) => return Err(Error::ModelDamaged(feature.name.clone())),
            None if !self.intercept.is_finite() => return Err(Error::ModelDamaged("intercept".to_owned())),
            None => {}
        }
        match self.terms.iter().find(|term| !self.fits(term)) {
            Some(term) => Err(Error::ModelDamaged(term.name.clone())),
            None => Ok(self),
        }
    }

    fn fits(&self, term: &Term) -> bool {
        let bins: Option<Vec<usize>> =
            term.features.iter().map(|&place| self.features.get(place).map(Feature::count)).collect();
        let Some(bins) = bins else { return false };
        let wide = |lines: &Vec<u16>| lines.iter().max().map_or(1, |most| usize::from(*most) + 1);
        let cells = match (bins.as_slice(), term.lines.as_slice()) {
            ([count], []) => *count,
            ([a, b], [of_a, of_b]) if *a == of_a.len() && *b == of_b.len() => wide(of_a) * wide(of_b),
            _ => return false,
        };
        term.scores.len() == cells
            && term.errors.len() == cells
            && term.rows.len() == cells
            && term.scores.iter().all(|score| score.is_finite())
    }

    /// The bins of one row, whose cells stand in the order of `features`. Cells left out count as missing.
    fn bins(&self, row: &[Cell<'_>]) -> Vec<usize> {
        let cells = row.iter().copied().chain(std::iter::repeat(Cell::Missing));
        self.features.iter().zip(cells).map(|(feature, cell)| feature.bin(cell)).collect()
    }

    /// Log-odds of one row, whose cells stand in the order of `features`.
    pub fn logit(&self, row: &[Cell<'_>]) -> f64 {
        let bins = self.bins(row);
        self.terms.iter().fold(self.intercept, |sum, term| sum + term.scores[term.cell(&bins)])
    }

    /// The prediction of one row, term by term.
    pub fn explain(&self, row: &[Cell<'_>]) -> Explanation {
        let bins = self.bins(row);
        let mut logit = self.intercept;
        let mut contributions = Vec::with_capacity(self.terms.len());
        for term in &self.terms {
            let cell = term.cell(&bins);
            logit += term.scores[cell];
            contributions.push(Contribution {
                term: term.name.clone(),
                features: term.features.clone(),
                score: term.scores[cell],
                error: term.errors[cell],
                rows: term.rows[cell],
            });
        }
        Explanation { intercept: self.intercept, contributions, logit }
    }

    /// Log-odds of all rows of a frame. Columns are found by name; one that is not there counts as missing.
    pub fn logits(&self, frame: &Frame) -> Vec<f64> {
        let codes: Vec<Option<Vec<u16>>> =
            self.features.iter().map(|feature| Some(feature.codes(frame.column(&feature.name)?))).collect();
        let mut bins = vec![0_usize; self.features.len()];
        (0..frame.rows())
            .map(|row| {
                for (bin, codes) in bins.iter_mut().zip(&codes) {
                    *bin = codes.as_ref().map_or(0, |codes| usize::from(codes[row]));
                }
                self.terms.iter().fold(self.intercept, |sum, term| sum + term.scores[term.cell(&bins)])
            })
            .collect()
    }

    /// Probabilities of all rows of a frame.
    pub fn probabilities(&self, frame: &Frame) -> Vec<f64> {
        self.logits(frame).into_iter().map(sigmoid).collect()
    }

    /// The same machine with logits `offset + slope · logit`. A sum stays a sum, so explanations stay exact.
    #[must_use]
    pub fn rescaled(mut self, slope: f64, offset: f64) -> Self {
        self.intercept = offset + slope * self.intercept;
        for term in &mut self.terms {
            for score in &mut term.scores {
                *score *= slope;
            }
            for error in &mut term.errors {
                *error *= slope.abs();
            }
        }
        self
    }

    /// Mean absolute contribution of each term over the training rows, largest first.
    pub fn importance(&self) -> Vec<(String, f64)> {
        let mut all: Vec<(String, f64)> = self
            .terms
            .iter()
            .map(|term| {
                let rows: f64 = term.rows.iter().sum();
                let sum: f64 = term.scores.iter().zip(&term.rows).map(|(score, rows)| score.abs() * rows).sum();
                (term.name.clone(), sum / rows.max(1.0))
            })
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all
    }
}
