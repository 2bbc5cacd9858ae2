//! An explainable boosting machine: a sum of one shape function a feature and, where they help, tables over two
//! features. Learnt by cyclic, bagged, histogram-based gradient boosting (Lou, Caruana and Gehrke 2012; Nori et al.
//! 2019). Because it is a sum, what a feature contributes to a prediction is read off, not estimated.

mod binary;
mod binning;
mod boost;
pub(crate) mod design;
mod fit;
mod model;
pub(crate) mod objective;
pub(crate) mod order;
mod pairs;
mod settings;
mod split;
mod step;

pub use binning::{Bins, Feature};
pub use model::{Contribution, Ebm, Explanation, MODEL_VERSION, Term};
pub use settings::{Panel, Settings};

use crate::Error;
use crate::frame::Frame;
use binary::Binary;
use fit::Fit;
use objective::Objective;

/// Rows kept back in each of `folds` parts, in the numbering of the frame; for judging other models the same way.
pub(crate) fn cross_folds(
    frame: &Frame,
    labels: &[bool],
    subjects: Option<&[u64]>,
    folds: usize,
    seed: u64,
) -> Vec<Vec<usize>> {
    let order = order::canonical(frame, subjects, |a, b| labels[a].cmp(&labels[b]));
    let strata: Vec<usize> = order.iter().map(|&row| usize::from(labels[row])).collect();
    let sorted: Option<Vec<u64>> =
        subjects.map(|subjects| order.iter().filter_map(|&row| subjects.get(row).copied()).collect());
    let settings = Settings { folds, repeats: 1, ..Settings::default() };
    split::splits(&frame.take(&order), sorted.as_deref(), &strata, &settings, seed)
        .into_iter()
        .map(|split| split.kept.into_iter().map(|row| order[row]).collect())
        .collect()
}

/// Fits a machine to any loss; for the other modules of this crate.
pub(crate) fn fit_objective<O: Objective + Send>(
    frame: &Frame,
    order: &[usize],
    objective: &O,
    settings: &Settings,
    seed: u64,
) -> Result<Fit, Error> {
    fit::fit(frame, order, None, objective, settings, seed)
}

/// A fitted machine and what it said about rows it had not seen.
#[derive(Debug, Clone)]
pub struct Fitted {
    /// The machine, not calibrated.
    pub model: Ebm,
    /// For every training row the mean log-odds of the bags that did not learn from it.
    pub held_out: Vec<f64>,
}

impl Ebm {
    /// Learns who leaves (`true`) from a frame. The same seed and rows give the same machine, in whatever order the
    /// rows come. `subjects` numbers the person of each row when one person has several: they are never learnt from
    /// and judged by at once. Fails when lists differ in length or only one class is there.
    pub fn fit(
        frame: &Frame,
        labels: &[bool],
        subjects: Option<&[u64]>,
        settings: &Settings,
        seed: u64,
    ) -> Result<Fitted, Error> {
        crate::logistic::check(frame, labels)?;
        if let Some(subjects) = subjects.filter(|subjects| subjects.len() != labels.len()) {
            return Err(Error::Lengths { what: "subjects and labels", left: subjects.len(), right: labels.len() });
        }
        let order = order::canonical(frame, subjects, |a, b| labels[a].cmp(&labels[b]));
        let fit = fit::fit(frame, &order, subjects, &Binary(labels.to_vec()), settings, seed)?;
        Ok(Fitted { model: fit.model, held_out: fit.held_out })
    }
}
