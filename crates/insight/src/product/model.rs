//! The trained model and what it says about one row.

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::ebm::{Ebm, Explanation};
use crate::frame::Cell;
use crate::link::sigmoid;
use crate::logistic::Logistic;
use crate::product::card::ModelKind;
use crate::product::dataset::{FeatureSpec, Value, cells};

/// What carries the scores; calibration is already inside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "learner", rename_all = "snake_case")]
pub enum Learner {
    /// An explainable boosting machine.
    Ebm(Ebm),
    /// A logistic regression.
    Logistic(Logistic),
}

/// A trained, calibrated model. Serialisable; [`Model::from_json`] checks what it reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// The features it takes, in order.
    pub specs: Vec<FeatureSpec>,
    /// How far ahead it looks, in months.
    pub horizon_months: u32,
    /// Share of training rows after which an exit followed.
    pub base_rate: f64,
    /// Training rows of one person, on average.
    pub rows_per_person: f64,
    /// The scores.
    pub learner: Learner,
}

/// How a probability stands to the base rate, by the ratio of odds. Odds, because a ratio of probabilities has no
/// room above a high base rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// At most the odds of an average row.
    Low,
    /// Up to 2.5 times.
    Medium,
    /// Up to 6 times.
    Elevated,
    /// More.
    High,
}

impl Band {
    /// Odds ratio from which a row is elevated.
    pub const ELEVATED_FROM: f64 = 2.5;
    /// Odds ratio from which a row is high.
    pub const HIGH_FROM: f64 = 6.0;

    /// The band of a calibrated probability beside this base rate.
    pub fn of(probability: f64, base_rate: f64) -> Self {
        let odds = |p: f64| p.clamp(1e-9, 1.0 - 1e-9) / (1.0 - p.clamp(1e-9, 1.0 - 1e-9));
        let ratio = odds(probability) / odds(base_rate);
        if ratio >= Self::HIGH_FROM {
            Self::High
        } else if ratio >= Self::ELEVATED_FROM {
            Self::Elevated
        } else if ratio > 1.0 {
            Self::Medium
        } else {
            Self::Low
        }
    }
}

/// How well founded a prediction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Few cases like this, or the bags disagree.
    Low,
    /// In between.
    Medium,
    /// Many cases like this, and the bags agree.
    High,
}

impl Confidence {
    /// From the number of similar persons and the standard error of the log-odds. An error of 0.35 leaves the
    /// odds uncertain by a factor of two (95 %), one of 0.7 by a factor of four.
    pub fn of(similar_persons: f64, logit_error: f64) -> Self {
        if similar_persons >= 50.0 && logit_error <= 0.35 {
            Self::High
        } else if similar_persons >= 15.0 && logit_error <= 0.7 {
            Self::Medium
        } else {
            Self::Low
        }
    }
}

/// Which way a driver pushes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Towards leaving.
    Up,
    /// Towards staying.
    Down,
}

/// One reason of a prediction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Driver {
    /// Key of the feature.
    pub feature: String,
    /// Key of the second feature when two act together.
    pub with: Option<String>,
    /// What it adds to the log-odds, against the average row.
    pub contribution: f64,
    /// Which way.
    pub direction: Direction,
    /// Standard error of the contribution.
    pub error: f64,
    /// About how many persons the model learnt from had such a value: rows divided by the rows of one person.
    pub similar_persons: f64,
}

/// A prediction with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prediction {
    /// Calibrated probability of an exit within the horizon.
    pub probability: f64,
    /// How it stands to the base rate.
    pub band: Band,
    /// How well founded it is.
    pub confidence: Confidence,
    /// Log-odds of the average row.
    pub intercept: f64,
    /// Log-odds of this row: the intercept plus all contributions.
    pub logit: f64,
    /// All reasons, strongest first; contributions of exactly 0 are left out.
    pub drivers: Vec<Driver>,
}

impl Model {
    /// Reads a stored model; refuses another version, damaged parts and protected features.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        let model: Self = serde_json::from_str(text).map_err(|error| Error::ModelDamaged(error.to_string()))?;
        for spec in &model.specs {
            crate::product::protected::check_key(&spec.key)?;
        }
        let names: Vec<&str> = match &model.learner {
            Learner::Ebm(machine) => {
                machine.clone().checked()?;
                machine.features.iter().map(|feature| feature.name.as_str()).collect()
            }
            Learner::Logistic(regression) => {
                regression.clone().checked()?;
                regression.features.iter().map(|feature| feature.name.as_str()).collect()
            }
        };
        if names.len() != model.specs.len() || names.iter().zip(&model.specs).any(|(name, spec)| *name != spec.key) {
            return Err(Error::ModelDamaged("features".to_owned()));
        }
        Ok(model)
    }

    /// Which kind of model it is.
    pub const fn kind(&self) -> ModelKind {
        match self.learner {
            Learner::Ebm(_) => ModelKind::Ebm,
            Learner::Logistic(_) => ModelKind::Logistic,
        }
    }

    /// The log-odds of a row, term by term, in the order of the model.
    pub fn explain(&self, values: &[Value]) -> Result<Explanation, Error> {
        Ok(self.explain_cells(&cells(&self.specs, values, 0)?))
    }

    fn explain_cells(&self, cells: &[Cell<'_>]) -> Explanation {
        match &self.learner {
            Learner::Ebm(machine) => machine.explain(cells),
            Learner::Logistic(regression) => regression.explain(cells),
        }
    }

    /// Calibrated probability of a row. Values stand in the order of `specs`.
    pub fn probability(&self, values: &[Value]) -> Result<f64, Error> {
        let cells = cells(&self.specs, values, 0)?;
        Ok(sigmoid(match &self.learner {
            Learner::Ebm(machine) => machine.logit(&cells),
            Learner::Logistic(regression) => regression.logit(&cells),
        }))
    }

    /// The full prediction of a row.
    pub fn predict(&self, values: &[Value]) -> Result<Prediction, Error> {
        let explanation = self.explain(values)?;
        let probability = sigmoid(explanation.logit);
        let mut drivers: Vec<Driver> = explanation
            .contributions
            .iter()
            .filter(|one| one.score != 0.0)
            .map(|one| Driver {
                feature: self.key(one.features.first()),
                with: one.features.get(1).map(|place| self.key(Some(place))),
                contribution: one.score,
                direction: if one.score > 0.0 { Direction::Up } else { Direction::Down },
                error: one.error,
                similar_persons: one.rows / self.rows_per_person.max(1.0),
            })
            .collect();
        drivers.sort_by(|a, b| b.contribution.abs().total_cmp(&a.contribution.abs()).then(a.feature.cmp(&b.feature)));
        // Terms are taken as independent; the strongest three reasons must rest on enough persons.
        let error = drivers.iter().map(|driver| driver.error.powi(2)).sum::<f64>().sqrt();
        let similar = drivers.iter().take(3).map(|driver| driver.similar_persons).fold(f64::INFINITY, f64::min);
        Ok(Prediction {
            probability,
            band: Band::of(probability, self.base_rate),
            confidence: Confidence::of(similar, error),
            intercept: explanation.intercept,
            logit: explanation.logit,
            drivers,
        })
    }

    fn key(&self, place: Option<&usize>) -> String {
        place.and_then(|&place| self.specs.get(place)).map_or_else(String::new, |spec| spec.key.clone())
    }
}
