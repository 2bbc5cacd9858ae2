//! The fitted regression. One weight a number, one a level; a prediction is their sum.

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::bend::Bend;
use crate::ebm::order::canonical;
use crate::ebm::{Contribution, Explanation, Feature, MODEL_VERSION};
use crate::frame::{Cell, Column, Frame, Values};
use crate::link::{count, sigmoid};
use crate::logistic::{check, newton};

/// Ridge on the weights, numbers standardised: a prior standard deviation of 0.45 on each. On 10 to 140 exits of the
/// IBM data a ridge of 3 and one of 10 are within 0.004 of each other's ROC-AUC.
pub const RIDGE: f64 = 5.0;

/// Bins of a number when counting similar cases.
const SIMILAR_BINS: usize = 10;

/// How one feature enters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Effect {
    /// `weight · (bent value - mean) / deviation`; missing adds `missing`.
    Number {
        /// How values are bent.
        bend: Bend,
        /// Mean of the bent training rows.
        mean: f64,
        /// Their standard deviation.
        deviation: f64,
        /// Log-odds for one standard deviation.
        weight: f64,
        /// Standard error of the weight.
        error: f64,
        /// What a missing value adds.
        missing: f64,
    },
    /// Each level adds its own score.
    Category {
        /// Names, sorted.
        levels: Vec<String>,
        /// Score of each level.
        scores: Vec<f64>,
        /// Standard error of each score.
        errors: Vec<f64>,
        /// What a missing value or an unknown level adds.
        missing: f64,
    },
}

/// A ridge logistic regression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logistic {
    /// Version of the stored form.
    pub version: u32,
    /// Log-odds of an average row.
    pub intercept: f64,
    /// Names and coarse bins of the features, for counting similar cases.
    pub features: Vec<Feature>,
    /// How each enters, in the same order.
    pub effects: Vec<Effect>,
    /// Training rows in each bin of each feature.
    pub rows: Vec<Vec<f64>>,
}

/// Columns of the design of one feature: the value for each row.
struct Block {
    columns: Vec<Vec<f64>>,
    missing: Option<usize>,
}

impl Logistic {
    /// Learns who leaves (`true`). Fails when lists differ in length or only one class is there.
    pub fn fit(frame: &Frame, labels: &[bool], ridge: f64) -> Result<Self, Error> {
        check(frame, labels)?;
        let order = canonical(frame, None, |a, b| labels[a].cmp(&labels[b]));
        let sorted = frame.take(&order);
        let labels: Vec<bool> = order.iter().map(|&row| labels[row]).collect();
        let blocks: Vec<Block> = sorted.columns().iter().map(block).collect();
        let lines: Vec<Vec<f64>> = (0..sorted.rows())
            .map(|row| blocks.iter().flat_map(|block| block.columns.iter().map(move |column| column[row])).collect())
            .collect();
        let views: Vec<&[f64]> = lines.iter().map(Vec::as_slice).collect();
        let (intercept, weights) = newton(&views, &labels, ridge)?;
        let errors = newton::standard_errors(&views, intercept, &weights, ridge)?;
        let mut model = Self { version: MODEL_VERSION, intercept, features: vec![], effects: vec![], rows: vec![] };
        let mut from = 0;
        for (column, block) in sorted.columns().iter().zip(&blocks) {
            let to = from + block.columns.len();
            model.add(column, block, &weights[from..to], &errors[from..to]);
            from = to;
        }
        Ok(model)
    }

    fn add(&mut self, column: &Column, block: &Block, weights: &[f64], errors: &[f64]) {
        let feature = Feature::learn(column, SIMILAR_BINS);
        let mut rows = vec![0.0; feature.count()];
        for code in feature.codes(column) {
            rows[usize::from(code)] += 1.0;
        }
        let missing = block.missing.map_or(0.0, |place| weights[place]);
        let effect = match &column.values {
            Values::Number(values) => {
                let (bend, mean, deviation) = moments(values);
                let known = block.missing != Some(0) && !block.columns.is_empty();
                let weight = if known { weights[0] } else { 0.0 };
                let error = if known { errors[0] } else { 0.0 };
                Effect::Number { bend, mean, deviation, weight, error, missing }
            }
            Values::Category { levels, codes } => {
                let kept: Vec<usize> = (0..levels.len()).filter(|&level| varies(codes, level)).collect();
                let at =
                    |of: &[f64], level: usize| kept.iter().position(|&one| one == level).map_or(0.0, |place| of[place]);
                Effect::Category {
                    levels: levels.clone(),
                    scores: (0..levels.len()).map(|level| at(weights, level)).collect(),
                    errors: (0..levels.len()).map(|level| at(errors, level)).collect(),
                    missing,
                }
            }
        };
        self.features.push(feature);
        self.effects.push(effect);
        self.rows.push(rows);
    }

    /// Refuses another version and parts that do not fit together.
    pub fn checked(self) -> Result<Self, Error> {
        if self.version != MODEL_VERSION {
            return Err(Error::ModelVersion { found: self.version, expected: MODEL_VERSION });
        }
        let fits = |place: usize| {
            let feature = &self.features[place];
            feature.is_sound() && self.rows[place].len() == feature.count() && self.effects[place].is_sound()
        };
        let sizes = self.effects.len() == self.features.len() && self.rows.len() == self.features.len();
        if !sizes || !self.intercept.is_finite() || !(0..self.features.len()).all(fits) {
            return Err(Error::ModelDamaged("regression".to_owned()));
        }
        Ok(self)
    }

    /// The prediction of one row, feature by feature; cells stand in the order of `features`.
    pub fn explain(&self, row: &[Cell<'_>]) -> Explanation {
        let cells = row.iter().copied().chain(std::iter::repeat(Cell::Missing));
        let mut logit = self.intercept;
        let mut contributions = Vec::with_capacity(self.effects.len());
        for (place, (effect, cell)) in self.effects.iter().zip(cells).enumerate() {
            let feature = &self.features[place];
            let (score, error) = effect.at(cell);
            logit += score;
            contributions.push(Contribution {
                term: feature.name.clone(),
                features: vec![place],
                score,
                error,
                rows: self.rows[place][feature.bin(cell)],
            });
        }
        Explanation { intercept: self.intercept, contributions, logit }
    }

    /// Log-odds of one row; cells stand in the order of `features`.
    pub fn logit(&self, row: &[Cell<'_>]) -> f64 {
        let cells = row.iter().copied().chain(std::iter::repeat(Cell::Missing));
        self.effects.iter().zip(cells).fold(self.intercept, |sum, (effect, cell)| sum + effect.at(cell).0)
    }

    /// Log-odds of all rows of a frame. Columns are found by name; one that is not there counts as missing.
    pub fn logits(&self, frame: &Frame) -> Vec<f64> {
        let columns: Vec<Option<&Column>> = self.features.iter().map(|feature| frame.column(&feature.name)).collect();
        (0..frame.rows())
            .map(|row| {
                let cells: Vec<Cell<'_>> =
                    columns.iter().map(|column| column.map_or(Cell::Missing, |column| column.cell(row))).collect();
                self.logit(&cells)
            })
            .collect()
    }

    /// Probabilities of all rows of a frame.
    pub fn probabilities(&self, frame: &Frame) -> Vec<f64> {
        self.logits(frame).into_iter().map(sigmoid).collect()
    }

    /// The same model with logits `offset + slope · logit`.
    #[must_use]
    pub fn rescaled(mut self, slope: f64, offset: f64) -> Self {
        self.intercept = offset + slope * self.intercept;
        for effect in &mut self.effects {
            match effect {
                Effect::Number { weight, error, missing, .. } => {
                    *weight *= slope;
                    *error *= slope.abs();
                    *missing *= slope;
                }
                Effect::Category { scores, errors, missing, .. } => {
                    for (score, error) in scores.iter_mut().zip(errors) {
                        *score *= slope;
                        *error *= slope.abs();
                    }
                    *missing *= slope;
                }
            }
        }
        self
    }

    /// Mean absolute contribution of each feature over its coarse bins, largest first.
    pub fn importance(&self) -> Vec<(String, f64)> {
        let mut all: Vec<(String, f64)> = self
            .effects
            .iter()
            .zip(&self.features)
            .map(|(effect, feature)| {
                let size = match effect {
                    // The mean absolute value of a standard normal is 0.8.
                    Effect::Number { weight, .. } => 0.8 * weight.abs(),
                    Effect::Category { scores, .. } => {
                        scores.iter().map(|score| score.abs()).sum::<f64>() / count(scores.len().max(1))
                    }
                };
                (feature.name.clone(), size)
            })
            .collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all
    }
}

impl Effect {
    /// Whether a stored effect can be looked up.
    fn is_sound(&self) -> bool {
        match self {
            Self::Number { bend, mean, deviation, weight, missing, .. } => {
                [&bend.lowest, &bend.scale, mean, deviation, weight, missing].iter().all(|number| number.is_finite())
            }
            Self::Category { levels, scores, errors, .. } => {
                levels.is_sorted() && scores.len() == levels.len() && errors.len() == levels.len()
            }
        }
    }

    /// Score and standard error of a value.
    fn at(&self, cell: Cell<'_>) -> (f64, f64) {
        match (self, cell) {
            (Self::Number { bend, mean, deviation, weight, error, .. }, Cell::Number(value)) if value.is_finite() => {
                let x = if *deviation > 0.0 { (bend.at(value) - mean) / deviation } else { 0.0 };
                (weight * x, error * x.abs())
            }
            (Self::Category { levels, scores, errors, missing }, Cell::Level(name)) => {
                match levels.binary_search_by(|level| level.as_str().cmp(name)) {
                    Ok(place) => (scores[place], errors[place]),
                    Err(_) => (*missing, 0.0),
                }
            }
            (Self::Number { missing, .. } | Self::Category { missing, .. }, _) => (*missing, 0.0),
        }
    }
}

/// The bend of the known values, and mean and standard deviation of what is bent.
fn moments(values: &[f64]) -> (Bend, f64, f64) {
    let known: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    let n = count(known.len().max(1));
    let lowest = known.iter().copied().fold(f64::INFINITY, f64::min);
    let lowest = if lowest.is_finite() { lowest } else { 0.0 };
    let bend = Bend::new(lowest, known.iter().sum::<f64>() / n);
    let curved: Vec<f64> = known.iter().map(|&value| bend.at(value)).collect();
    let mean = curved.iter().sum::<f64>() / n;
    let deviation = (curved.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n).sqrt();
    (bend, mean, if deviation <= 1e-9 { 0.0 } else { deviation })
}

fn varies(codes: &[Option<u32>], level: usize) -> bool {
    let rows = codes.iter().filter(|code| code.is_some_and(|code| code as usize == level)).count();
    rows > 0 && rows < codes.len()
}

fn block(column: &Column) -> Block {
    let rows = column.len();
    let mut columns: Vec<Vec<f64>> = Vec::new();
    let gone = (0..rows).filter(|&row| column.cell(row) == Cell::Missing).count();
    match &column.values {
        Values::Number(values) => {
            let (bend, mean, deviation) = moments(values);
            if deviation > 0.0 {
                let scaled = |value: &f64| if value.is_finite() { (bend.at(*value) - mean) / deviation } else { 0.0 };
                columns.push(values.iter().map(scaled).collect());
            }
        }
        Values::Category { levels, codes } => {
            for level in (0..levels.len()).filter(|&level| varies(codes, level)) {
                let on = |code: &Option<u32>| f64::from(u8::from(code.is_some_and(|code| code as usize == level)));
                columns.push(codes.iter().map(on).collect());
            }
        }
    }
    let missing = (gone > 0 && gone < rows).then(|| {
        columns.push((0..rows).map(|row| f64::from(u8::from(column.cell(row) == Cell::Missing))).collect());
        columns.len() - 1
    });
    Block { columns, missing }
}
