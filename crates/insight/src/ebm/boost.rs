//! Cyclic boosting of one bag: round after round, one small step on each term in turn, until the rows kept back
//! stop getting better.

use crate::ebm::objective::Objective;
use crate::ebm::settings::Settings;
use crate::ebm::step::{Layout, Sums, grow};

/// One term as a bag sees it.
#[derive(Debug, Clone)]
pub(crate) struct BagTerm {
    /// How its bins lie.
    pub(crate) layout: Layout,
    /// Number of bins.
    pub(crate) bins: usize,
    /// Bin of each training row.
    pub(crate) train: Vec<u16>,
    /// Bin of each row kept back.
    pub(crate) kept: Vec<u16>,
}

/// One bag's rows, losses and present odds.
#[derive(Debug, Clone)]
pub(crate) struct Bag<O> {
    /// Loss over the training rows.
    pub(crate) train: O,
    /// Loss over the rows kept back.
    pub(crate) kept: O,
    /// exp(score) of the training rows.
    pub(crate) train_odds: Vec<f64>,
    /// exp(score) of the rows kept back.
    pub(crate) kept_odds: Vec<f64>,
}

/// What boosting found.
#[derive(Debug, Clone)]
pub(crate) struct Boosted {
    /// Score of each bin of each term.
    pub(crate) tables: Vec<Vec<f64>>,
    /// Loss on the rows kept back after each round, from round 0.
    pub(crate) losses: Vec<f64>,
}

/// Sums of derivatives by bin.
pub(crate) fn histogram(codes: &[u16], first: &[f64], second: &[f64], bins: usize) -> Vec<Sums> {
    let mut sums = vec![Sums::default(); bins];
    for ((&code, &first), &second) in codes.iter().zip(first).zip(second) {
        let sum = &mut sums[usize::from(code)];
        sum.first += first;
        sum.second += second;
        sum.rows += 1.0;
    }
    sums
}

/// Multiplies the odds of each row by the factor of its bin.
pub(crate) fn scale(odds: &mut [f64], codes: &[u16], factors: &[f64]) {
    for (odds, &code) in odds.iter_mut().zip(codes) {
        *odds *= factors[usize::from(code)];
    }
}

/// How long a bag boosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Until the rows kept back have not become better for the patience of the settings; back to the best round.
    Early,
    /// After so many rounds.
    After(usize),
}

/// Boosts the terms from the bag's present odds and leaves the odds of the round it ends with.
pub(crate) fn boost<O: Objective>(bag: &mut Bag<O>, terms: &[BagTerm], settings: &Settings, stop: Stop) -> Boosted {
    let mut tables: Vec<Vec<f64>> = terms.iter().map(|term| vec![0.0; term.bins]).collect();
    let mut losses = vec![bag.kept.loss(&bag.kept_odds)];
    let mut best = 0;
    let mut best_state = (tables.clone(), bag.train_odds.clone(), bag.kept_odds.clone());
    let mut first = vec![0.0; bag.train_odds.len()];
    let mut second = first.clone();
    let mut values = vec![0.0; terms.iter().map(|term| term.bins).max().unwrap_or(0)];
    let mut factors = values.clone();
    let rounds = match stop {
        Stop::Early => settings.max_rounds,
        Stop::After(rounds) => rounds,
    };
    for round in 1..=rounds {
        let mut moved = false;
        for (term, table) in terms.iter().zip(&mut tables) {
            bag.train.derivatives(&bag.train_odds, &mut first, &mut second);
            let sums = histogram(&term.train, &first, &second, term.bins);
            let values = &mut values[..term.bins];
            if !grow(term.layout, &sums, settings, values) {
                continue;
            }
            moved = true;
            let factors = &mut factors[..term.bins];
            for ((value, cell), factor) in values.iter().zip(table.iter_mut()).zip(factors.iter_mut()) {
                let taken = settings.learning_rate * value;
                *cell += taken;
                *factor = taken.exp();
            }
            scale(&mut bag.train_odds, &term.train, factors);
            scale(&mut bag.kept_odds, &term.kept, factors);
        }
        losses.push(bag.kept.loss(&bag.kept_odds));
        if losses[round] < losses[best] {
            best = round;
            if stop == Stop::Early {
                best_state.0.clone_from(&tables);
                best_state.1.copy_from_slice(&bag.train_odds);
                best_state.2.copy_from_slice(&bag.kept_odds);
            }
        }
        if !moved || (stop == Stop::Early && round - best >= settings.patience) {
            break;
        }
    }
    if stop == Stop::Early {
        (tables, bag.train_odds, bag.kept_odds) = best_state;
    }
    Boosted { tables, losses }
}

/// The round at which the mean loss of all bags is lowest. A bag that stopped keeps its last loss.
pub(crate) fn best_round(losses: &[&[f64]]) -> usize {
    let longest = losses.iter().map(|one| one.len()).max().unwrap_or(0);
    let at = |round: usize| -> f64 { losses.iter().filter_map(|one| one.get(round).or(one.last())).sum() };
    (0..longest).map(|round| (at(round), round)).min_by(|a, b| a.0.total_cmp(&b.0)).map_or(0, |best| best.1)
}
