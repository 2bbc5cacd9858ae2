//! From months to a trained model with its card.

use std::collections::{BTreeMap, HashMap, HashSet};

use insight::metrics::{average_precision, roc_auc, top_share};
use insight::product::{Dataset, FeatureKind, FeatureSpec, Model, Row, Trained, Value};
use kernel::{Date, ErrorKind, Instant, Month, Problem, Record};
use rayon::prelude::*;
use rules::baseline;
use rules::features::{Feature, FeatureRow};
use storage::query::Find;
use storage::rows::Person;
use uuid::Uuid;

use super::effect;
use super::panel::{PersonMonth, month_rows, outcome};
use super::policy::Policy;
use super::records::Records;
use super::views::{Backtest, ModelDocument, Simple};
use crate::{App, Result};

/// Rows with a known outcome.
#[derive(Debug, Clone)]
pub(super) struct Sample<'a> {
    pub(super) rows: Vec<&'a PersonMonth>,
    pub(super) left: Vec<bool>,
}

impl<'a> Sample<'a> {
    /// The rows whose months of waiting were over, and known, before `cut`.
    pub(super) fn before(records: &Records, panel: &'a [PersonMonth], horizon: i32, cut: Instant) -> Self {
        let judged = panel.par_iter().filter_map(|row| {
            let left = outcome(records, row.index, row.month, horizon, cut)?;
            Some((row, left))
        });
        let (rows, left) = judged.unzip();
        Self { rows, left }
    }

    /// As the insight crate takes it.
    pub(super) fn dataset(&self, specs: &[Feature], horizon: i32) -> Result<Dataset> {
        let keys = specs.iter().map(|feature| FeatureSpec::new(feature.meta().key, FeatureKind::Number)).collect();
        let mut dataset = Dataset::new(keys, horizon.unsigned_abs()).map_err(refused)?;
        for (row, left) in self.rows.iter().zip(&self.left) {
            let values = specs.iter().map(|feature| value(&row.row, *feature)).collect();
            let row = Row { subject: row.index as u64, month: row.month, values, left: *left };
            dataset.push(row).map_err(refused)?;
        }
        Ok(dataset)
    }

    /// The features of which at least one row knows something.
    pub(super) fn features(&self) -> Vec<Feature> {
        let known = |feature: &Feature| self.rows.iter().any(|row| row.row.get(*feature).is_some());
        Feature::ALL.into_iter().filter(known).collect()
    }
}

fn value(row: &FeatureRow, feature: Feature) -> Value {
    row.get(feature).map_or(Value::Missing, Value::Number)
}

/// The values of a row in the order that the model wants.
pub(super) fn values(model: &Model, row: &FeatureRow) -> Vec<Value> {
    model.specs.iter().map(|spec| Feature::parse(&spec.key).map_or(Value::Missing, |f| value(row, f))).collect()
}

/// A refusal of the insight crate, in the product's words.
pub(super) fn refused(error: insight::Error) -> Problem {
    match error {
        insight::Error::TooFewExits { exits, needed } => {
            Problem::conflict("insights.too_few_exits").with("exits", exits).with("needed", needed)
        }
        other => Problem::new(ErrorKind::Internal, "insights.model_failed").with("detail", other),
    }
}

/// All months up to `last`, person by person.
pub(super) fn panel(records: &Records, last: Month) -> Vec<PersonMonth> {
    let Some(first) = records.first_month() else { return Vec::new() };
    let months: Vec<Month> = (0..=last.since(first).max(0)).map(|n| first.plus(n)).collect();
    months.into_par_iter().flat_map_iter(|month| month_rows(records, month)).collect()
}

/// A model for looking back, without a card.
pub(super) fn fit(records: &Records, panel: &[PersonMonth], policy: &Policy, month: Month) -> Result<Model> {
    let sample = Sample::before(records, panel, policy.horizon_months, records.cut(month));
    let dataset = sample.dataset(&sample.features(), policy.horizon_months)?;
    Model::fit(&dataset, policy.seed).map_err(refused)
}

/// Trains on what was known at the end of `month`, and writes the card. `groups` names the groups of each person by
/// protected attribute; they are used by the audit and go no further.
pub(super) fn train(
    records: &Records,
    policy: &Policy,
    month: Month,
    groups: &Groups,
) -> Result<(Model, ModelDocument)> {
    let panel = panel(records, month);
    let sample = Sample::before(records, &panel, policy.horizon_months, records.cut(month));
    let dataset = sample.dataset(&sample.features(), policy.horizon_months)?;
    let mut trained = Model::train(&dataset, policy.seed).map_err(refused)?;
    for (attribute, of) in [("sex", Groups::sex as fn(&Groups, &PersonMonth) -> _), ("age_band", Groups::age_band)] {
        let names: Vec<Option<String>> = sample.rows.iter().map(|row| of(groups, row)).collect();
        trained.audit(attribute, &large_enough(&sample, names, policy.smallest_group)).map_err(refused)?;
    }
    let learnt = document(&trained, &sample, &panel, records, policy, month);
    Ok((trained.model, learnt))
}

/// Groups of fewer different people than that are taken out: many months of few people are still few people.
fn large_enough(sample: &Sample<'_>, names: Vec<Option<String>>, smallest: usize) -> Vec<Option<String>> {
    let mut people: HashMap<&str, HashSet<Uuid>> = HashMap::new();
    for (row, name) in sample.rows.iter().zip(&names) {
        if let Some(name) = name {
            people.entry(name).or_default().insert(row.person);
        }
    }
    let large: HashSet<String> =
        people.into_iter().filter(|(_, people)| people.len() >= smallest).map(|(name, _)| name.to_owned()).collect();
    names.into_iter().map(|name| name.filter(|name| large.contains(name))).collect()
}

fn document(
    trained: &Trained,
    sample: &Sample<'_>,
    panel: &[PersonMonth],
    records: &Records,
    policy: &Policy,
    month: Month,
) -> ModelDocument {
    let rules: Vec<f64> = sample.rows.iter().map(|row| baseline::score(&row.row)).collect();
    let share = trained.card.flagged_share;
    let measured = |scores: &[f64], left: &[bool]| {
        let top = top_share(scores, left, share);
        Simple {
            roc_auc: roc_auc(scores, left),
            pr_auc: average_precision(scores, left),
            precision_flagged: top.precision,
            recall_flagged: top.recall,
        }
    };
    let mut by_month: BTreeMap<String, (Vec<f64>, Vec<bool>)> = BTreeMap::new();
    for ((row, left), rule) in sample.rows.iter().zip(&sample.left).zip(&rules) {
        let entry = by_month.entry(row.month.to_string()).or_default();
        entry.0.push(*rule);
        entry.1.push(*left);
    }
    let backtest = trained.card.backtest.iter().map(|tested| {
        let rules = by_month.get(&tested.month).map(|(scores, left)| measured(scores, left));
        Backtest {
            month: tested.month.clone(),
            rows: tested.rows,
            flagged: tested.flagged,
            flagged_left: tested.flagged_left,
            left: tested.left,
            expected_left: tested.expected_left,
            base_rate: tested.base_rate,
            roc_auc: tested.roc_auc,
            rules_roc_auc: rules.map(|rules| rules.roc_auc),
        }
    });
    ModelDocument {
        card: trained.card.clone(),
        flagged: measured(&trained.held_out, &sample.left),
        three_rules: measured(&rules, &sample.left),
        backtest: backtest.collect(),
        effects: effect::measure(records, panel, policy, month),
    }
}

/// Protected attributes, opened for the audit only.
#[derive(Debug, Default)]
pub(super) struct Groups {
    sex: HashMap<Uuid, String>,
    born: HashMap<Uuid, Date>,
}

impl Groups {
    /// Opens sex and day of birth of everybody.
    pub(super) async fn load(app: &App) -> Result<Self> {
        let mut groups = Self::default();
        for row in Find::<Person>::new().all(&app.db()).await? {
            let open = |field, sealed: Option<&storage::Sealed<String>>| {
                sealed.map(|sealed| app.store().unseal(Person::META.name, field, row.id, sealed)).transpose()
            };
            if let Some(sex) = open(Person::SEX, row.sex.as_ref())? {
                groups.sex.insert(row.id, sex.into_exposed());
            }
            if let Some(born) = open(Person::BIRTH_DATE, row.birth_date.as_ref())?
                && let Ok(born) = born.expose().parse()
            {
                groups.born.insert(row.id, born);
            }
        }
        Ok(groups)
    }

    fn sex(&self, row: &PersonMonth) -> Option<String> {
        self.sex.get(&row.person).cloned()
    }

    fn age_band(&self, row: &PersonMonth) -> Option<String> {
        let years = self.born.get(&row.person).and_then(|born| row.month.end().years_since(*born))?;
        let band = match years {
            0..30 => "under_30",
            30..40 => "30_to_39",
            40..50 => "40_to_49",
            _ => "50_and_over",
        };
        Some(band.to_owned())
    }
}
