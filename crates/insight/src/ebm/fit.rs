//! From a frame and labels to a machine: bins, bags, linear start, boosting, pairs, mean.

use rayon::prelude::*;

use crate::Error;
use crate::ebm::binning::Feature;
use crate::ebm::boost::{Bag, BagTerm, Boosted, Stop, best_round, boost, scale};
use crate::ebm::design::Design;
use crate::ebm::model::{Ebm, MODEL_VERSION, Term};
use crate::ebm::objective::Objective;
use crate::ebm::pairs::{self, Pair};
use crate::ebm::settings::Settings;
use crate::ebm::split::{Split, splits};
use crate::ebm::step::Layout;
use crate::frame::Frame;
use crate::link::count;

/// A machine and, for every training row, its mean score from the bags that did not learn from it.
#[derive(Debug, Clone)]
pub(crate) struct Fit {
    /// The machine.
    pub(crate) model: Ebm,
    /// Held-out score of each row, in the order of the frame given.
    pub(crate) held_out: Vec<f64>,
}

/// What one bag adds: an intercept and a table a term.
#[derive(Debug, Clone)]
struct BagFit<O> {
    intercept: f64,
    tables: Vec<Vec<f64>>,
    bag: Bag<O>,
}

/// Everything about the rows that all bags share.
struct Shared<'a, O> {
    features: Vec<Feature>,
    codes: Vec<Vec<u16>>,
    objective: O,
    design: Option<Design>,
    splits: Vec<Split>,
    settings: &'a Settings,
}

/// Fits a machine. `order` gives the canonical order of the rows; rows of one subject are never on both sides of a bag.
pub(crate) fn fit<O: Objective + Send>(
    frame: &Frame,
    order: &[usize],
    subjects: Option<&[u64]>,
    objective: &O,
    settings: &Settings,
    seed: u64,
) -> Result<Fit, Error> {
    let sorted = frame.take(order);
    let objective = objective.take(order);
    let features: Vec<Feature> =
        sorted.columns().iter().map(|column| Feature::learn(column, settings.max_bins.min(1_000))).collect();
    let codes: Vec<Vec<u16>> =
        features.iter().zip(sorted.columns()).map(|(feature, column)| feature.codes(column)).collect();
    let design = settings.linear_ridge.map(|_| Design::new(&features, &codes));
    let subjects: Option<Vec<u64>> =
        subjects.map(|subjects| order.iter().filter_map(|&row| subjects.get(row).copied()).collect());
    let splits = splits(&sorted, subjects.as_deref(), &objective.strata(), settings, seed);
    let shared = Shared { features, codes, objective, design, splits, settings };
    let mut bags: Vec<BagFit<O>> =
        shared.splits.par_iter().map(|split| fit_bag(&shared, split)).collect::<Result<_, _>>()?;
    let pairs = fit_pairs(&shared, &mut bags);
    for fit in &mut bags {
        purify(&shared, &pairs, fit);
    }
    let model = assemble(&shared, &bags, &pairs);
    let held_sorted = held_out(&shared, &bags);
    let mut held_out = vec![0.0; frame.rows()];
    for (&row, score) in order.iter().zip(held_sorted) {
        held_out[row] = score;
    }
    Ok(Fit { model, held_out })
}

fn gather(codes: &[u16], rows: &[usize]) -> Vec<u16> {
    rows.iter().map(|&row| codes[row]).collect()
}

/// The base rate or the linear fit of a bag's training rows, then boosting of every single feature.
fn fit_bag<O: Objective>(shared: &Shared<'_, O>, split: &Split) -> Result<BagFit<O>, Error> {
    let train = shared.objective.take(&split.train);
    let (intercept, mut tables) = match (&shared.design, shared.settings.linear_ridge) {
        (Some(design), Some(ridge)) => {
            let (intercept, weights) = shared.objective.linear(design, &split.train, ridge)?;
            (intercept, design.tables(&shared.features, &weights))
        }
        _ => (train.baseline(), shared.features.iter().map(|feature| vec![0.0; feature.count()]).collect()),
    };
    let mut bag = Bag {
        train,
        kept: shared.objective.take(&split.kept),
        train_odds: vec![intercept.exp(); split.train.len()],
        kept_odds: vec![intercept.exp(); split.kept.len()],
    };
    let term = |(feature, codes): (&Feature, &Vec<u16>)| BagTerm {
        layout: if feature.is_ordered() { Layout::Ordered } else { Layout::Nominal },
        bins: feature.count(),
        train: gather(codes, &split.train),
        kept: gather(codes, &split.kept),
    };
    let terms: Vec<BagTerm> = shared.features.iter().zip(&shared.codes).map(term).collect();
    for (term, table) in terms.iter().zip(&tables) {
        let factors: Vec<f64> = table.iter().map(|score| score.exp()).collect();
        scale(&mut bag.train_odds, &term.train, &factors);
        scale(&mut bag.kept_odds, &term.kept, &factors);
    }
    let boosted = boost(&mut bag, &terms, shared.settings, Stop::Early);
    for (table, boosted) in tables.iter_mut().zip(boosted.tables) {
        for (cell, more) in table.iter_mut().zip(boosted) {
            *cell += more;
        }
    }
    Ok(BagFit { intercept, tables, bag })
}

/// Tries the strongest pairs of every bag; when the rows kept back get better by more than chance, boosts the pairs
/// that are strongest over all bags.
fn fit_pairs<O: Objective + Send>(shared: &Shared<'_, O>, bags: &mut [BagFit<O>]) -> Vec<Pair> {
    let settings = shared.settings;
    if settings.pairs == 0 || shared.features.len() < 2 {
        return Vec::new();
    }
    let sides = pairs::sides(&shared.features, &shared.codes, &shared.objective, settings.pair_bins.min(32));
    let ranked: Vec<Vec<f64>> = bags
        .par_iter()
        .zip(&shared.splits)
        .map(|(fit, split)| pairs::gains(&sides, &split.train, &fit.bag, settings))
        .collect();
    // Each bag judges pairs that it chose itself: pairs chosen with the rows kept back would flatter themselves.
    let boosted = |of: &(dyn Fn(usize) -> Vec<Pair> + Sync), stop: Stop| -> Vec<(Bag<O>, Boosted)> {
        (0..bags.len())
            .into_par_iter()
            .map(|place| {
                let (mut bag, split) = (bags[place].bag.clone(), &shared.splits[place]);
                let terms: Vec<BagTerm> = of(place).iter().map(|pair| pair.term(&split.train, &split.kept)).collect();
                let boosted = boost(&mut bag, &terms, settings, stop);
                (bag, boosted)
            })
            .collect()
    };
    let own = |place: usize| pairs::strongest(&sides, &ranked[place..=place], settings.pairs);
    let tried = boosted(&own, Stop::Early);
    let losses: Vec<&[f64]> = tried.iter().map(|one| one.1.losses.as_slice()).collect();
    let rounds = best_round(&losses);
    if !pairs::worth_it(&losses, rounds, settings.folds) {
        return Vec::new();
    }
    let chosen = pairs::strongest(&sides, &ranked, settings.pairs);
    let all = boosted(&|_| chosen.clone(), Stop::After(rounds));
    for (fit, (bag, boosted)) in bags.iter_mut().zip(all) {
        fit.bag = bag;
        fit.tables.extend(boosted.tables);
    }
    chosen
}

/// Moves what a pair says about one feature alone into that feature's own shape, so that a pair shows interaction only
/// (Lengerich et al. 2020). Sums do not change.
fn purify<O>(shared: &Shared<'_, O>, pairs: &[Pair], fit: &mut BagFit<O>) {
    let singles = shared.features.len();
    for (place, pair) in pairs.iter().enumerate() {
        let (lines, columns) = pair.purified(&mut fit.tables[singles + place]);
        for (feature, of_bin, moved) in
            [(pair.features.0, &pair.lines.0, lines), (pair.features.1, &pair.lines.1, columns)]
        {
            for (cell, &line) in fit.tables[feature].iter_mut().zip(of_bin) {
                *cell += moved[usize::from(line)];
            }
        }
    }
}

fn held_out<O: Objective>(shared: &Shared<'_, O>, bags: &[BagFit<O>]) -> Vec<f64> {
    let rows = shared.codes.first().map_or(0, Vec::len);
    let mut sums = vec![(0.0, 0_usize); rows];
    for (fit, split) in bags.iter().zip(&shared.splits) {
        for (&row, odds) in split.kept.iter().zip(&fit.bag.kept_odds) {
            sums[row].0 += odds.ln();
            sums[row].1 += 1;
        }
    }
    sums.iter().map(|&(sum, times)| sum / count(times.max(1))).collect()
}

fn assemble<O: Objective>(shared: &Shared<'_, O>, bags: &[BagFit<O>], pairs: &[Pair]) -> Ebm {
    let singles = shared.features.iter().enumerate().map(|(place, feature)| {
        let rows = cell_rows(&shared.codes[place], feature.count());
        Term {
            name: feature.name.clone(),
            features: vec![place],
            lines: Vec::new(),
            scores: Vec::new(),
            errors: Vec::new(),
            rows,
        }
    });
    let doubles = pairs.iter().map(|pair| Term {
        name: format!("{} × {}", shared.features[pair.features.0].name, shared.features[pair.features.1].name),
        features: vec![pair.features.0, pair.features.1],
        lines: vec![pair.lines.0.clone(), pair.lines.1.clone()],
        scores: Vec::new(),
        errors: Vec::new(),
        rows: cell_rows(&pair.codes, pair.cells()),
    });
    let mut terms: Vec<Term> = singles.chain(doubles).collect();
    let mut intercepts: Vec<f64> = bags.iter().map(|fit| fit.intercept).collect();
    let wide = jackknife_factor(shared.settings.folds);
    for (place, term) in terms.iter_mut().enumerate() {
        let mut tables: Vec<Vec<f64>> = bags.iter().map(|fit| fit.tables[place].clone()).collect();
        let all: f64 = term.rows.iter().sum();
        for (table, intercept) in tables.iter_mut().zip(&mut intercepts) {
            let mean = table.iter().zip(&term.rows).map(|(score, rows)| score * rows).sum::<f64>() / all.max(1.0);
            *intercept += mean;
            for (cell, rows) in table.iter_mut().zip(&term.rows) {
                // A cell without training rows says nothing.
                *cell = if *rows > 0.0 { *cell - mean } else { 0.0 };
            }
        }
        (term.scores, term.errors) = (0..term.rows.len())
            .map(|cell| spread(&tables.iter().map(|table| table[cell]).collect::<Vec<f64>>(), wide))
            .unzip();
    }
    let intercept = intercepts.iter().sum::<f64>() / count(intercepts.len().max(1));
    Ebm { version: MODEL_VERSION, intercept, features: shared.features.clone(), terms, bags: bags.len() }
}

fn cell_rows(codes: &[u16], cells: usize) -> Vec<f64> {
    let mut rows = vec![0.0; cells];
    for &code in codes {
        rows[usize::from(code)] += 1.0;
    }
    rows
}

/// Bags share most of their rows, so their spread is smaller than the true standard error. The delete-a-group
/// jackknife (Shao and Wu 1989) widens it by the square root of (groups - 1).
fn jackknife_factor(folds: usize) -> f64 {
    count(folds.max(2) - 1).sqrt()
}

fn spread(values: &[f64], wide: f64) -> (f64, f64) {
    let n = count(values.len().max(1));
    let mean = values.iter().sum::<f64>() / n;
    let variance = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n;
    (mean, wide * variance.sqrt())
}
