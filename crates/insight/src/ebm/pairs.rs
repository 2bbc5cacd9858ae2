//! Which two features act together. Every pair is tried by the gain of one small tree over both on what the single
//! terms leave unexplained (the idea of FAST: Lou, Caruana, Gehrke and Hooker 2013).

use crate::ebm::binning::Feature;
use crate::ebm::boost::{Bag, BagTerm, histogram};
use crate::ebm::objective::Objective;
use crate::ebm::settings::Settings;
use crate::ebm::step::{Layout, grid};
use crate::link::count;

/// One feature coarsened for pairs.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    feature: usize,
    /// Coarse line of each fine bin.
    line: Vec<u16>,
    /// Number of lines.
    lines: u16,
    /// Line of each row.
    codes: Vec<u16>,
}

/// Two features as one table.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    /// Their indices.
    pub(crate) features: (usize, usize),
    /// Line and column of each fine bin.
    pub(crate) lines: (Vec<u16>, Vec<u16>),
    /// Lines and columns.
    size: (u16, u16),
    /// Cell of each row.
    pub(crate) codes: Vec<u16>,
}

impl Pair {
    fn new(a: &Side, b: &Side) -> Self {
        Self {
            features: (a.feature, b.feature),
            lines: (a.line.clone(), b.line.clone()),
            size: (a.lines, b.lines),
            codes: a.codes.iter().zip(&b.codes).map(|(&line, &column)| line * b.lines + column).collect(),
        }
    }

    /// Number of cells.
    pub(crate) fn cells(&self) -> usize {
        usize::from(self.size.0) * usize::from(self.size.1)
    }

    /// Takes the mean of every line and column (weighted by rows) out of a table of scores and returns them.
    pub(crate) fn purified(&self, table: &mut [f64]) -> (Vec<f64>, Vec<f64>) {
        let columns = usize::from(self.size.1);
        let mut rows = vec![0.0; self.cells()];
        for &code in &self.codes {
            rows[usize::from(code)] += 1.0;
        }
        let mut out = (vec![0.0; usize::from(self.size.0)], vec![0.0; columns]);
        // Taking out lines disturbs columns and the other way round; it settles fast.
        for _ in 0..30 {
            let moved =
                sweep(table, &rows, &mut out.0, |cell| cell / columns)
                    .max(sweep(table, &rows, &mut out.1, |cell| cell % columns));
            if moved < 1e-12 {
                break;
            }
        }
        out
    }

    /// The pair as a bag sees it.
    pub(crate) fn term(&self, train: &[usize], kept: &[usize]) -> BagTerm {
        BagTerm {
            layout: Layout::Grid { columns: usize::from(self.size.1) },
            bins: self.cells(),
            train: train.iter().map(|&row| self.codes[row]).collect(),
            kept: kept.iter().map(|&row| self.codes[row]).collect(),
        }
    }
}

fn sweep(table: &mut [f64], rows: &[f64], out: &mut [f64], line: impl Fn(usize) -> usize) -> f64 {
    let mut sums = vec![(0.0, 0.0); out.len()];
    for (cell, (score, rows)) in table.iter().zip(rows).enumerate() {
        let sum = &mut sums[line(cell)];
        sum.0 += score * rows;
        sum.1 += rows;
    }
    let means: Vec<f64> = sums.iter().map(|&(sum, rows)| if rows > 0.0 { sum / rows } else { 0.0 }).collect();
    for (cell, score) in table.iter_mut().enumerate() {
        *score -= means[line(cell)];
    }
    for (out, mean) in out.iter_mut().zip(&means) {
        *out += mean;
    }
    means.iter().fold(0.0, |most, mean| most.max(mean.abs()))
}

/// Coarsens all features that vary. Levels of a category are put in order of their effect first, so that a cut
/// between them means something.
pub(crate) fn sides<O: Objective>(features: &[Feature], codes: &[Vec<u16>], objective: &O, most: usize) -> Vec<Side> {
    let rows = codes.first().map_or(0, Vec::len);
    let odds = vec![objective.baseline().exp(); rows];
    let (mut first, mut second) = (vec![0.0; rows], vec![0.0; rows]);
    objective.derivatives(&odds, &mut first, &mut second);
    let mut sides = Vec::new();
    for (place, (feature, codes)) in features.iter().zip(codes).enumerate() {
        let sums = histogram(codes, &first, &second, feature.count());
        let mut order: Vec<usize> = (0..feature.count()).collect();
        if !feature.is_ordered() {
            let effect = |bin: usize| sums[bin].first / (sums[bin].second + 1.0);
            order.sort_by(|&a, &b| effect(a).total_cmp(&effect(b)));
        }
        let side = coarsen(place, codes, &order, &sums.iter().map(|sum| sum.rows).collect::<Vec<f64>>(), most);
        if side.lines > 1 {
            sides.push(side);
        }
    }
    sides
}

fn coarsen(feature: usize, codes: &[u16], order: &[usize], rows: &[f64], most: usize) -> Side {
    let filled = rows.iter().filter(|rows| **rows > 0.0).count();
    let every = count(codes.len()) / count(most.max(2));
    let mut line = vec![0_u16; order.len()];
    let (mut at, mut here, mut seen) = (0_u16, 0.0, 0.0);
    for &bin in order {
        let full = if filled <= most { here > 0.0 } else { seen >= every * f64::from(at + 1) };
        if full && rows[bin] > 0.0 {
            at += 1;
            here = 0.0;
        }
        line[bin] = at;
        here += rows[bin];
        seen += rows[bin];
    }
    let codes = codes.iter().map(|&code| line[usize::from(code)]).collect();
    Side { feature, line, lines: at + 1, codes }
}

fn each(sides: &[Side]) -> impl Iterator<Item = (usize, usize)> {
    let many = sides.len();
    (0..many).flat_map(move |a| (a + 1..many).map(move |b| (a, b)))
}

/// The gain of each pair in one bag, in the order of [`each`].
pub(crate) fn gains<O: Objective>(sides: &[Side], rows: &[usize], bag: &Bag<O>, settings: &Settings) -> Vec<f64> {
    let (mut first, mut second) = (vec![0.0; rows.len()], vec![0.0; rows.len()]);
    bag.train.derivatives(&bag.train_odds, &mut first, &mut second);
    let mine: Vec<Vec<u16>> = sides.iter().map(|side| rows.iter().map(|&row| side.codes[row]).collect()).collect();
    let mut cells = vec![0_u16; rows.len()];
    each(sides)
        .map(|(a, b)| {
            let columns = sides[b].lines;
            for ((cell, &line), &column) in cells.iter_mut().zip(&mine[a]).zip(&mine[b]) {
                *cell = line * columns + column;
            }
            let bins = usize::from(sides[a].lines) * usize::from(columns);
            let sums = histogram(&cells, &first, &second, bins);
            grid::best(&sums, usize::from(columns), settings).map_or(0.0, |tree| tree.gain)
        })
        .collect()
}

/// The pairs with the highest gain over all bags.
pub(crate) fn strongest(sides: &[Side], gains: &[Vec<f64>], most: usize) -> Vec<Pair> {
    let mut ranked: Vec<(f64, (usize, usize))> = each(sides)
        .enumerate()
        .map(|(place, pair)| (gains.iter().map(|bag| bag[place]).sum::<f64>(), pair))
        .filter(|(gain, _)| *gain > 0.0)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ranked.iter().take(most).map(|&(_, (a, b))| Pair::new(&sides[a], &sides[b])).collect()
}

/// Whether the fall of the loss from round 0 to this round is more than chance: its mean over the bags exceeds two
/// standard errors. Bags of another cut of the same rows are no new witnesses: only `folds` of them count.
pub(crate) fn worth_it(losses: &[&[f64]], round: usize, folds: usize) -> bool {
    let falls: Vec<f64> = losses.iter().filter_map(|one| Some(one.first()? - one.get(round).or(one.last())?)).collect();
    let n = count(falls.len().max(2));
    let mean = falls.iter().sum::<f64>() / n;
    let variance = falls.iter().map(|fall| (fall - mean).powi(2)).sum::<f64>() / (n - 1.0);
    mean > 0.0 && mean >= 2.0 * (variance / n.min(count(folds))).sqrt()
}
