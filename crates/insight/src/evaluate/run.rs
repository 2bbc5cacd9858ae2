//! Running the folds.

use std::collections::BTreeMap;

use crate::Error;
use crate::calibration::Calibration;
use crate::ebm::{Ebm, Settings};
use crate::evaluate::report::{Fold, Report, Summary, SurvivalMetrics};
use crate::evaluate::{Goal, Options, Source, Table};
use crate::frame::Frame;
use crate::link::{count, sigmoid, whole};
use crate::metrics::{BinaryMetrics, IntegratedBrier, c_index, integrated_brier};
use crate::survival::{SurvivalModel, survival_settings};

/// Milliseconds since some fixed moment: of the processor or of the wall, as the caller likes.
type Stopwatch<'a> = &'a mut dyn FnMut() -> f64;

/// One fit to do: the rows learnt from and judged by.
struct Round {
    column: String,
    fold: usize,
    train: Vec<usize>,
    test: Vec<usize>,
}

/// All rows in one table, and the rounds over them.
struct Plan {
    table: Table,
    rounds: Vec<Round>,
    notes: Vec<String>,
}

/// Evaluates. `stopwatch` returns milliseconds since any fixed moment; the crate itself knows no clock.
pub fn evaluate(options: &Options, stopwatch: Stopwatch<'_>) -> Result<Report, Error> {
    let mut plan = plan(&options.source)?;
    let outcome: Vec<&str> = match &options.goal {
        Goal::Binary { target } => vec![target],
        Goal::Survival { time, event } => vec![time, event],
    };
    for name in options.exclude.iter().map(String::as_str).chain(outcome.iter().copied()) {
        plan.table.column(name)?;
    }
    let without: Vec<&str> = options.exclude.iter().map(String::as_str).chain(outcome).collect();
    let (frame, constant) = plan.table.features(&without)?;
    if frame.columns().is_empty() {
        return Err(Error::Options("no column is left to learn from".to_owned()));
    }
    if !constant.is_empty() {
        plan.notes.push(format!("left out because they hold one value only: {}", constant.join(", ")));
    }
    plan.notes.push("benchmark only: protected attributes are features here and never in the product".to_owned());
    match &options.goal {
        Goal::Binary { target } => {
            let labels = plan.table.flags(target)?;
            binary(&plan, &frame, &labels, options.seed, stopwatch).map(Report::Binary)
        }
        Goal::Survival { time, event } => {
            let (times, events) = (plan.table.numbers(time)?, plan.table.flags(event)?);
            survival(&plan, &frame, (&times, &events), options.seed, stopwatch).map(Report::Survival)
        }
    }
}

fn plan(source: &Source) -> Result<Plan, Error> {
    match source {
        Source::Split { train, test } => {
            let table = train.stacked(test)?;
            let round = Round {
                column: "test".to_owned(),
                fold: 0,
                train: (0..train.rows()).collect(),
                test: (train.rows()..table.rows()).collect(),
            };
            Ok(Plan { table, rounds: vec![round], notes: Vec::new() })
        }
        Source::Folds { data, folds, columns } => {
            let place = row_places(data, folds)?;
            let mut rounds = Vec::new();
            for column in fold_columns(folds, columns)? {
                rounds.extend(rounds_of(&column, &folds.counts(&column)?, &place));
            }
            Ok(Plan { table: data.clone(), rounds, notes: Vec::new() })
        }
    }
}

/// The row of the data for each line of the fold table.
fn row_places(data: &Table, folds: &Table) -> Result<Vec<usize>, Error> {
    let place: Vec<usize> = if folds.header().iter().any(|name| name == "row_id") {
        folds.counts("row_id")?
    } else {
        (0..folds.rows()).collect()
    };
    let mut seen = vec![false; data.rows()];
    for &row in &place {
        match seen.get_mut(row) {
            Some(seen) if !*seen => *seen = true,
            Some(_) => return Err(Error::Options(format!("row_id {row} stands twice in {}", folds.name()))),
            None => {
                return Err(Error::Options(format!("row_id {row} of {} is no row of {}", folds.name(), data.name())));
            }
        }
    }
    Ok(place)
}

fn fold_columns(folds: &Table, asked: &[String]) -> Result<Vec<String>, Error> {
    if !asked.is_empty() {
        return Ok(asked.to_vec());
    }
    let numbered = |name: &str| name.strip_prefix('r').is_some_and(|rest| rest.parse::<usize>().is_ok());
    let found: Vec<String> = folds.header().iter().filter(|name| numbered(name)).cloned().collect();
    if found.is_empty() {
        return Err(Error::Options(format!("{} has no columns r0, r1, …: name the fold columns", folds.name())));
    }
    Ok(found)
}

fn rounds_of(column: &str, fold_of: &[usize], place: &[usize]) -> Vec<Round> {
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (&fold, &row) in fold_of.iter().zip(place) {
        members.entry(fold).or_default().push(row);
    }
    let folds: Vec<usize> = members.keys().copied().collect();
    folds
        .into_iter()
        .map(|fold| {
            let train = members.iter().filter(|(other, _)| **other != fold).flat_map(|(_, rows)| rows.clone());
            Round {
                column: column.to_owned(),
                fold,
                train: train.collect(),
                test: members.get(&fold).cloned().unwrap_or_default(),
            }
        })
        .collect()
}

fn pick<T: Copy>(values: &[T], rows: &[usize]) -> Vec<T> {
    rows.iter().map(|&row| values[row]).collect()
}

/// Collects folds and what the fits kept.
struct Folds<M> {
    folds: Vec<Fold<M>>,
    interactions: BTreeMap<String, usize>,
}

impl<M: Copy> Folds<M> {
    fn new() -> Self {
        Self { folds: Vec::new(), interactions: BTreeMap::new() }
    }

    fn keep(&mut self, machine: &Ebm) {
        for term in machine.terms.iter().filter(|term| term.features.len() > 1) {
            *self.interactions.entry(term.name.clone()).or_default() += 1;
        }
    }

    /// `at` holds the stopwatch before fitting, between fitting and scoring, and after scoring.
    fn push(&mut self, round: &Round, metrics: M, at: [f64; 3]) {
        self.folds.push(Fold {
            column: round.column.clone(),
            number: round.fold,
            train_rows: round.train.len(),
            test_rows: round.test.len(),
            metrics,
            train_ms: at[1] - at[0],
            score_ms: at[2] - at[1],
        });
    }

    fn summary(self, model: &str, plan: &Plan, frame: &Frame, mean: fn(&[M]) -> M) -> Summary<M> {
        let metrics: Vec<M> = self.folds.iter().map(|fold| fold.metrics).collect();
        let n = count(self.folds.len().max(1));
        Summary {
            mean: mean(&metrics),
            train_ms: self.folds.iter().map(|fold| fold.train_ms).sum::<f64>() / n,
            score_ms: self.folds.iter().map(|fold| fold.score_ms).sum::<f64>() / n,
            folds: self.folds,
            model: model.to_owned(),
            features: frame.columns().iter().map(|column| column.name.clone()).collect(),
            interactions: self.interactions.into_iter().collect(),
            notes: plan.notes.clone(),
        }
    }
}

fn binary(
    plan: &Plan,
    frame: &Frame,
    labels: &[bool],
    seed: u64,
    stopwatch: Stopwatch<'_>,
) -> Result<Summary<BinaryMetrics>, Error> {
    let mut folds = Folds::new();
    for round in &plan.rounds {
        let (train, test) = (frame.take(&round.train), frame.take(&round.test));
        let train_labels = pick(labels, &round.train);
        let start = stopwatch();
        let fitted = Ebm::fit(&train, &train_labels, None, &Settings::for_rows(train.rows()), seed)?;
        let calibration = Calibration::platt(&fitted.held_out, &train_labels);
        let middle = stopwatch();
        let logits = fitted.model.logits(&test);
        let probabilities: Vec<f64> = logits.iter().map(|&score| sigmoid(calibration.logit(score))).collect();
        let end = stopwatch();
        folds.keep(&fitted.model);
        let metrics = BinaryMetrics::measure(&probabilities, &pick(labels, &round.test));
        folds.push(round, metrics, [start, middle, end]);
    }
    Ok(folds.summary("explainable boosting machine", plan, frame, BinaryMetrics::mean))
}

fn survival(
    plan: &Plan,
    frame: &Frame,
    (times, events): (&[f64], &[bool]),
    seed: u64,
    stopwatch: Stopwatch<'_>,
) -> Result<Summary<SurvivalMetrics>, Error> {
    let mut folds = Folds::new();
    for round in &plan.rounds {
        let (train, test) = (frame.take(&round.train), frame.take(&round.test));
        let (train_times, train_events) = (pick(times, &round.train), pick(events, &round.train));
        let (test_times, test_events) = (pick(times, &round.test), pick(events, &round.test));
        let start = stopwatch();
        let model = SurvivalModel::fit(&train, &train_times, &train_events, &survival_settings(train.rows()), seed)?;
        let middle = stopwatch();
        let risks = model.risks(&test);
        let grid = grid(&train_times, &train_events);
        let curves: Vec<Vec<f64>> = risks.iter().map(|&risk| model.curve(risk, &grid)).collect();
        let end = stopwatch();
        folds.keep(&model.machine);
        let data = IntegratedBrier {
            train_times: &train_times,
            train_events: &train_events,
            times: &test_times,
            events: &test_events,
            grid: &grid,
        };
        let metrics = SurvivalMetrics {
            c_index: c_index(&risks, &test_times, &test_events),
            ibs: integrated_brier(data, &curves),
        };
        folds.push(round, metrics, [start, middle, end]);
    }
    Ok(folds.summary("explainable boosting machine on Cox's partial likelihood", plan, frame, SurvivalMetrics::mean))
}

/// Fifty times between the 10 % and 90 % quantiles of the exits learnt from: beyond, the weights rest on a few rows.
fn grid(times: &[f64], events: &[bool]) -> Vec<f64> {
    let mut exits: Vec<f64> = times.iter().zip(events).filter(|row| *row.1).map(|row| *row.0).collect();
    exits.sort_by(f64::total_cmp);
    let quantile = |share: f64| {
        let place = share * count(exits.len().saturating_sub(1));
        let low = exits.get(whole(place)).copied().unwrap_or(0.0);
        let high = exits.get(whole(place) + 1).copied().unwrap_or(low);
        low + (high - low) * (place - place.floor())
    };
    let (from, to) = (quantile(0.1), quantile(0.9));
    (0..50_u32).map(|step| from + (to - from) * f64::from(step) / 49.0).collect()
}
