//! From contributions to words.

use std::collections::{BTreeMap, HashMap};

use insight::product::{Model, Prediction};
use rules::UsableSignal;
use rules::features::{Direction, Driver, Feature, FeatureRow};

use super::training::{refused, values};
use super::views::{InputLine, ScoreDocument};
use crate::Result;

/// Contributions smaller than this change the odds by less than five per cent: no reason worth a line.
const WORTH_A_LINE: f64 = 0.05;

/// What the model says about a row, in words.
pub(super) fn explain(model: &Model, row: &FeatureRow) -> Result<ScoreDocument> {
    let prediction = model.predict(&values(model, row)).map_err(refused)?;
    let weights = weights(&prediction);
    let similar = prediction.drivers.iter().take(3).map(|driver| driver.similar_persons).fold(f64::INFINITY, f64::min);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of people, rounded")]
    let similar = if similar.is_finite() { similar.round() as u32 } else { 0 };
    Ok(ScoreDocument {
        probability: prediction.probability,
        band: prediction.band.into(),
        confidence: prediction.confidence.into(),
        similar,
        drivers: drivers(&weights, row),
        inputs: inputs(model, &weights, row),
    })
}

/// The contribution of each feature. What two features do together is shared between them in halves, so that the
/// sum stays what it is.
pub(super) fn weights(prediction: &Prediction) -> HashMap<Feature, f64> {
    let mut weights: HashMap<Feature, f64> = HashMap::new();
    for driver in &prediction.drivers {
        let parts: Vec<Feature> = [Some(&driver.feature), driver.with.as_ref()]
            .into_iter()
            .flatten()
            .filter_map(|key| Feature::parse(key))
            .collect();
        let share = if parts.len() > 1 { 0.5 } else { 1.0 };
        for feature in parts {
            *weights.entry(feature).or_default() += driver.contribution * share;
        }
    }
    weights
}

fn direction(weight: f64) -> Direction {
    if weight > 0.0 { Direction::Up } else { Direction::Down }
}

/// One line for all features of the same signal, in the words of the strongest that pushes the same way; one that
/// reads the same way goes first.
fn drivers(weights: &HashMap<Feature, f64>, row: &FeatureRow) -> Vec<Driver> {
    let mut families: BTreeMap<Option<UsableSignal>, Vec<(Feature, f64)>> = BTreeMap::new();
    for (feature, weight) in weights {
        if row.get(*feature).is_some() {
            families.entry(feature.meta().inputs.first().copied()).or_default().push((*feature, *weight));
        }
    }
    let mut lines: Vec<(f64, Driver)> = families
        .into_values()
        .filter_map(|mut family| {
            let net: f64 = family.iter().map(|(_, weight)| weight).sum();
            family.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
            let same_way: Vec<Feature> =
                family.into_iter().filter(|(_, weight)| weight * net > 0.0).map(|(feature, _)| feature).collect();
            let plain = same_way.iter().find(|feature| !row.reads_against(**feature, direction(net)));
            let feature = *plain.or(same_way.first())?;
            (net.abs() >= WORTH_A_LINE).then(|| (net.abs(), row.driver(feature, direction(net))))
        })
        .collect();
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    lines.into_iter().map(|(_, driver)| driver).collect()
}

fn inputs(model: &Model, weights: &HashMap<Feature, f64>, row: &FeatureRow) -> Vec<InputLine> {
    let used = model.specs.iter().filter_map(|spec| Feature::parse(&spec.key));
    let line = |feature: Feature| {
        let weight = weights.get(&feature).copied().unwrap_or(0.0);
        let missing = row.get(feature).is_none();
        let counts = !missing && weight.abs() >= WORTH_A_LINE;
        let way = direction(weight);
        let driver = if counts { row.driver(feature, way) } else { row.plain(feature, way) };
        InputLine {
            feature,
            name: feature.meta().name,
            sentence: driver.sentence,
            figure: driver.figure,
            direction: counts.then_some(way),
            missing,
        }
    };
    used.map(line).collect()
}
