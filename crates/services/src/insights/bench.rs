//! Looking back over a group whose story is known: would the alert have come in time, and at what cost?

use std::collections::HashMap;

use chrono::Days;
use insight::metrics::roc_auc;
use insight::product::Model;
use kernel::{Date, Instant, Month, PersonId};
use rayon::prelude::*;
use rules::baseline;
use serde::Serialize;
use uuid::Uuid;

use super::jobs::last_month;
use super::panel::{PersonMonth, month_rows, outcome};
use super::policy::{Candidate, PastAlert, Policy, choose};
use super::records::Records;
use super::training::{fit, panel, refused, values};
use crate::{App, Result};

/// Months looked back over.
const MONTHS: i32 = 6;
/// An alert counts when it comes so many days before the resignation.
const DAYS_BEFORE: i64 = 30;

/// One month looked back at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MonthResult {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// People scored.
    pub people: usize,
    /// Alerts raised.
    pub alerts: usize,
    /// Alerts as a share of the people.
    pub share: f64,
    /// Whether the person of the story was among them.
    pub alerted: bool,
    /// The person's place by probability, from 1; none when not scored.
    pub rank: Option<usize>,
}

/// One group looked back at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SeedResult {
    /// The months, oldest first.
    pub months: Vec<MonthResult>,
    /// When the person of the story was first alerted about.
    pub alerted_on: Option<Date>,
    /// Days from there to the resignation.
    pub days_before: Option<i64>,
    /// Whether the alert came at least thirty days before the resignation.
    pub in_time: bool,
    /// The highest share of a month.
    pub most_share: f64,
    /// Mean area under the ROC curve over earlier months whose outcome is known, each by a model that knew only what
    /// came before it.
    pub model_auc: f64,
    /// The same of the three plain rules.
    pub rules_auc: f64,
    /// How many scores adding or removing sick leave changed, in any bit.
    pub changed_by_sick_leave: usize,
}

/// Looks back over the group in the store. `person` resigns on `resigns_on`, after the end of the history.
pub async fn bench_group(app: &App, person: PersonId, resigns_on: Date) -> Result<SeedResult> {
    let records = Records::load(app).await?;
    let policy = Policy::built_in()?;
    let (last, now) = (last_month(app), app.now());
    let looked = tokio::task::spawn_blocking(move || look_back(&records, &policy, (person.0, resigns_on), last, now));
    looked.await.map_err(|error| refused(insight::Error::ModelDamaged(error.to_string())))?
}

fn look_back(
    records: &Records,
    policy: &Policy,
    (person, resigns_on): (Uuid, Date),
    last: Month,
    now: Instant,
) -> Result<SeedResult> {
    let panel = panel(records, last);
    let scored: Vec<Month> = (0..MONTHS).map(|back| last.plus(back - MONTHS + 1)).collect();
    let mut past: HashMap<Uuid, PastAlert> = HashMap::new();
    let (mut months, mut alerted_on, mut newest) = (Vec::new(), None, None);
    for month in scored {
        let model = fit(records, &panel, policy, month)?;
        let rows: Vec<&PersonMonth> = panel.iter().filter(|row| row.month == month).collect();
        let candidates = candidates(&model, &rows)?;
        let today = month.end();
        for alert in past.values_mut() {
            alert.open = today < alert.raised_on + Days::new(policy.expiry_days);
        }
        let chosen = choose(policy, &candidates, &past, rows.len(), today);
        for candidate in candidates.iter().filter(|candidate| chosen.contains(&candidate.person)) {
            past.insert(candidate.person, PastAlert { band: candidate.band, raised_on: today, open: true });
        }
        let alerted = chosen.contains(&person);
        if alerted && alerted_on.is_none() {
            alerted_on = Some(today);
        }
        let own = candidates.iter().find(|candidate| candidate.person == person).map(|own| own.probability);
        let rank = own.map(|own| candidates.iter().filter(|other| other.probability > own).count() + 1);
        let share = ratio(chosen.len(), rows.len());
        months.push(MonthResult {
            month: month.to_string(),
            people: rows.len(),
            alerts: chosen.len(),
            share,
            alerted,
            rank,
        });
        newest = Some(model);
    }
    let changed_by_sick_leave = match newest {
        Some(model) => changed(records, &model, last)?,
        None => 0,
    };
    let (model_auc, rules_auc) = areas(records, &panel, policy, last, now)?;
    let days_before = alerted_on.map(|day| (resigns_on - day).num_days());
    Ok(SeedResult {
        most_share: months.iter().map(|month| month.share).fold(0.0, f64::max),
        months,
        alerted_on,
        days_before,
        in_time: days_before.is_some_and(|days| days >= DAYS_BEFORE),
        model_auc,
        rules_auc,
        changed_by_sick_leave,
    })
}

fn candidates(model: &Model, rows: &[&PersonMonth]) -> Result<Vec<Candidate>> {
    let candidate = |row: &&PersonMonth| -> Result<Candidate> {
        let prediction = model.predict(&values(model, &row.row)).map_err(refused)?;
        Ok(Candidate { person: row.person, probability: prediction.probability, band: prediction.band.into() })
    };
    rows.par_iter().map(candidate).collect()
}

fn probabilities(model: &Model, rows: &[PersonMonth]) -> Result<Vec<f64>> {
    rows.iter().map(|row| model.probability(&values(model, &row.row)).map_err(refused)).collect()
}

/// Scores that differ, in any bit, when everybody gets days of sick leave, or nobody has any.
fn changed(records: &Records, model: &Model, month: Month) -> Result<usize> {
    let plain = probabilities(model, &month_rows(records, month))?;
    let mut count = 0;
    for other in [records.clone().with_sick_leave(), records.clone().without_protected()] {
        let other = probabilities(model, &month_rows(&other, month))?;
        count += plain.len().abs_diff(other.len());
        count += plain.iter().zip(&other).filter(|(a, b)| a.to_bits() != b.to_bits()).count();
    }
    Ok(count)
}

/// Mean areas of model and rules over every second month whose outcome is known.
fn areas(records: &Records, panel: &[PersonMonth], policy: &Policy, last: Month, now: Instant) -> Result<(f64, f64)> {
    let months = [10, 8, 6].map(|back| last.plus(-back));
    let (mut model_sum, mut rules_sum) = (0.0, 0.0);
    for month in months {
        let model = fit(records, panel, policy, month)?;
        let rows = panel.iter().filter(|row| row.month == month);
        let known: Vec<(&PersonMonth, bool)> = rows
            .filter_map(|row| Some((row, outcome(records, row.index, month, policy.horizon_months, now)?)))
            .collect();
        let left: Vec<bool> = known.iter().map(|(_, left)| *left).collect();
        let scores: Result<Vec<f64>> =
            known.iter().map(|(row, _)| model.probability(&values(&model, &row.row)).map_err(refused)).collect();
        let rules: Vec<f64> = known.iter().map(|(row, _)| baseline::score(&row.row)).collect();
        model_sum += roc_auc(&scores?, &left);
        rules_sum += roc_auc(&rules, &left);
    }
    let count = ratio(months.len(), 1);
    Ok((model_sum / count, rules_sum / count))
}

fn ratio(part: usize, whole: usize) -> f64 {
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    count(part) / count(whole.max(1))
}
