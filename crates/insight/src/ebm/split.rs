//! Which rows each bag keeps back.

use std::collections::BTreeMap;

use crate::ebm::settings::Settings;
use crate::frame::Frame;
use crate::random::Random;

/// Training rows and rows kept back of one bag, both ascending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Split {
    /// Rows to learn from.
    pub(crate) train: Vec<usize>,
    /// Rows to judge by.
    pub(crate) kept: Vec<usize>,
}

/// Cuts the rows into folds, as often as asked, keeping the mix of strata. Rows of one subject stay together, and
/// without subjects rows alike in every feature: a copy on the other side would make the judge a witness.
/// The frame must be in canonical order.
pub(crate) fn splits(
    frame: &Frame,
    subjects: Option<&[u64]>,
    strata: &[usize],
    settings: &Settings,
    seed: u64,
) -> Vec<Split> {
    let folds = settings.folds.max(2);
    let groups = subjects.map_or_else(|| alike(frame), together);
    let mut all = Vec::with_capacity(folds * settings.repeats);
    for repeat in 0..settings.repeats.max(1) {
        let fold_of = assign(&groups, strata, folds, &mut Random::new(seed, repeat as u64 + 1));
        for fold in 0..folds {
            let (kept, train): (Vec<usize>, Vec<usize>) = (0..frame.rows()).partition(|&row| fold_of[row] == fold);
            all.push(Split { train, kept });
        }
    }
    all
}

/// Rows alike in every feature.
fn alike(frame: &Frame) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for row in 0..frame.rows() {
        match groups.last_mut() {
            Some(last) if frame.compare_rows(last[0], row).is_eq() => last.push(row),
            _ => groups.push(vec![row]),
        }
    }
    groups
}

/// Rows of one subject, in the order in which subjects first appear, so that their numbers do not matter.
fn together(subjects: &[u64]) -> Vec<Vec<usize>> {
    let mut place: BTreeMap<u64, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (row, subject) in subjects.iter().enumerate() {
        let group = *place.entry(*subject).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(rows) => rows.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

fn assign(groups: &[Vec<usize>], strata: &[usize], folds: usize, random: &mut Random) -> Vec<usize> {
    let mut order: Vec<&Vec<usize>> = groups.iter().collect();
    random.shuffle(&mut order);
    let kinds = strata.iter().max().map_or(1, |most| most + 1);
    let mut fold_of = vec![0; strata.len()];
    // Each group goes to the fold that has least of its stratum; a group counts as the highest of its rows.
    let mut filled = vec![vec![0_usize; folds]; kinds];
    for rows in order {
        let stratum = rows.iter().map(|&row| strata[row]).max().unwrap_or(0);
        let filled = &mut filled[stratum];
        let Some(fold) = (0..folds).min_by_key(|&fold| filled[fold]) else { continue };
        filled[fold] += rows.len();
        for &row in rows {
            fold_of[row] = fold;
        }
    }
    fold_of
}
