//! One boosting step on one term: from sums of derivatives in bins to a small tree.

use crate::ebm::settings::Settings;

/// Sums over the rows of a bin.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sums {
    /// Negative first derivatives.
    pub(crate) first: f64,
    /// Second derivatives.
    pub(crate) second: f64,
    /// Rows.
    pub(crate) rows: f64,
}

impl Sums {
    fn plus(self, other: Self) -> Self {
        Self { first: self.first + other.first, second: self.second + other.second, rows: self.rows + other.rows }
    }

    fn minus(self, other: Self) -> Self {
        Self { first: self.first - other.first, second: self.second - other.second, rows: self.rows - other.rows }
    }

    fn gain(self, ridge: f64) -> f64 {
        self.first * self.first / (self.second + ridge)
    }

    fn value(self, ridge: f64) -> f64 {
        (self.first / (self.second + ridge)).clamp(-4.0, 4.0)
    }
}

/// How the bins of a term lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// In a row; bin 0 (missing) apart.
    Ordered,
    /// Each for itself.
    Nominal,
    /// A table of so many columns.
    Grid {
        /// Cells of one line.
        columns: usize,
    },
}

/// The best small tree on these sums: the value of each bin in `values`. False when no cut helps.
pub(crate) fn grow(layout: Layout, sums: &[Sums], settings: &Settings, values: &mut [f64]) -> bool {
    values.fill(0.0);
    match layout {
        Layout::Ordered => grow_ordered(sums, settings, values),
        Layout::Nominal => grow_nominal(sums, settings, values),
        Layout::Grid { columns } => grid::grow(sums, columns, settings, values),
    }
}

#[derive(Clone, Copy)]
struct Leaf {
    from: usize,
    to: usize,
    sums: Sums,
    cut: Option<(f64, usize, Sums)>,
}

fn best_cut(bins: &[Sums], leaf: (usize, usize, Sums), settings: &Settings) -> Option<(f64, usize, Sums)> {
    let (from, to, whole) = leaf;
    #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
    let fewest = settings.min_leaf_rows as f64;
    let parent = whole.gain(settings.leaf_ridge);
    let mut left = Sums::default();
    let mut best: Option<(f64, usize, Sums)> = None;
    for cut in from + 1..to {
        left = left.plus(bins[cut - 1]);
        if left.rows < fewest {
            continue;
        }
        let right = whole.minus(left);
        if right.rows < fewest {
            break;
        }
        let gain = left.gain(settings.leaf_ridge) + right.gain(settings.leaf_ridge) - parent;
        if gain > best.map_or(1e-9, |best| best.0) {
            best = Some((gain, cut, left));
        }
    }
    best
}

fn grow_ordered(sums: &[Sums], settings: &Settings, values: &mut [f64]) -> bool {
    let whole = sums[1..].iter().fold(Sums::default(), |sum, &bin| sum.plus(bin));
    let fresh =
        |from, to, sums_in: Sums| Leaf { from, to, sums: sums_in, cut: best_cut(sums, (from, to, sums_in), settings) };
    let mut leaves = vec![fresh(1, sums.len(), whole)];
    if sums[0].rows > 0.0 {
        // Telling the missing from the known is a cut like any other: it must win against the best cut of the known.
        let gain = sums[0].gain(settings.leaf_ridge) + whole.gain(settings.leaf_ridge)
            - sums[0].plus(whole).gain(settings.leaf_ridge);
        if gain > leaves[0].cut.map_or(1e-9, |cut| cut.0) {
            values.fill(whole.value(settings.leaf_ridge));
            values[0] = sums[0].value(settings.leaf_ridge);
            return true;
        }
    }
    while leaves.len() < settings.max_leaves {
        let best = leaves.iter().enumerate().filter_map(|(place, leaf)| leaf.cut.map(|cut| (cut.0, place)));
        let Some((_, place)) = best.max_by(|a, b| a.0.total_cmp(&b.0)) else { break };
        let leaf = leaves[place];
        let Some((_, cut, left)) = leaf.cut else { break };
        leaves[place] = fresh(leaf.from, cut, left);
        leaves.push(fresh(cut, leaf.to, leaf.sums.minus(left)));
    }
    if leaves.len() < 2 {
        return false;
    }
    for leaf in &leaves {
        values[leaf.from..leaf.to].fill(leaf.sums.value(settings.leaf_ridge));
    }
    true
}

fn grow_nominal(sums: &[Sums], settings: &Settings, values: &mut [f64]) -> bool {
    for (value, bin) in values.iter_mut().zip(sums) {
        *value = if bin.rows > 0.0 { bin.value(settings.leaf_ridge) } else { 0.0 };
    }
    sums.iter().filter(|bin| bin.rows > 0.0).count() > 1
}

pub(crate) mod grid {
    //! A tree of two levels over a table of bins: one cut on one side, then each part cut on the other.

    use super::{Settings, Sums};

    /// Sums of all cells above and to the left (exclusive), one line and column more than the table.
    struct Corner {
        columns: usize,
        cells: Vec<Sums>,
    }

    impl Corner {
        fn new(sums: &[Sums], columns: usize) -> Self {
            let lines = sums.len() / columns;
            let mut cells = vec![Sums::default(); (lines + 1) * (columns + 1)];
            for line in 0..lines {
                let mut run = Sums::default();
                for column in 0..columns {
                    run = run.plus(sums[line * columns + column]);
                    cells[(line + 1) * (columns + 1) + column + 1] = cells[line * (columns + 1) + column + 1].plus(run);
                }
            }
            Self { columns, cells }
        }

        fn at(&self, line: usize, column: usize) -> Sums {
            self.cells[line * (self.columns + 1) + column]
        }

        /// Sums of the lines and columns in these half-open ranges.
        fn part(&self, lines: (usize, usize), columns: (usize, usize)) -> Sums {
            self.at(lines.1, columns.1)
                .minus(self.at(lines.0, columns.1))
                .minus(self.at(lines.1, columns.0))
                .plus(self.at(lines.0, columns.0))
        }
    }

    /// A tree: the side of the first cut, its place, and the second cut of each part.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(crate) struct Tree {
        by_line: bool,
        cut: usize,
        low: usize,
        high: usize,
        /// Fall of the loss against one value for all cells.
        pub(crate) gain: f64,
    }

    fn second(corner: &Corner, by_line: bool, range: (usize, usize), settings: &Settings) -> Option<(f64, usize)> {
        let lines = corner.cells.len() / (corner.columns + 1) - 1;
        #[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
        let fewest = settings.min_leaf_rows as f64;
        let end = if by_line { corner.columns } else { lines };
        let mut best = None;
        for cut in 1..end {
            let (a, b) = if by_line {
                (corner.part(range, (0, cut)), corner.part(range, (cut, end)))
            } else {
                (corner.part((0, cut), range), corner.part((cut, end), range))
            };
            if a.rows < fewest || b.rows < fewest {
                continue;
            }
            let gain = a.gain(settings.leaf_ridge) + b.gain(settings.leaf_ridge);
            if best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, cut));
            }
        }
        best
    }

    /// The best tree of four leaves, if any has enough rows in each.
    pub(crate) fn best(sums: &[Sums], columns: usize, settings: &Settings) -> Option<Tree> {
        let corner = Corner::new(sums, columns);
        best_of(&corner, sums.len() / columns, settings)
    }

    fn best_of(corner: &Corner, lines: usize, settings: &Settings) -> Option<Tree> {
        let columns = corner.columns;
        let all = corner.at(lines, columns).gain(settings.leaf_ridge);
        let mut best: Option<Tree> = None;
        for by_line in [true, false] {
            let end = if by_line { lines } else { columns };
            for cut in 1..end {
                let Some(low) = second(corner, by_line, (0, cut), settings) else { continue };
                let Some(high) = second(corner, by_line, (cut, end), settings) else { continue };
                let gain = low.0 + high.0 - all;
                if gain > best.map_or(1e-9, |best| best.gain) {
                    best = Some(Tree { by_line, cut, low: low.1, high: high.1, gain });
                }
            }
        }
        best
    }

    pub(super) fn grow(sums: &[Sums], columns: usize, settings: &Settings, values: &mut [f64]) -> bool {
        let lines = sums.len() / columns;
        let corner = Corner::new(sums, columns);
        let Some(tree) = best_of(&corner, lines, settings) else { return false };
        for (first, second) in
            [((0, tree.cut), tree.low), ((tree.cut, if tree.by_line { lines } else { columns }), tree.high)]
        {
            let other = if tree.by_line { columns } else { lines };
            for range in [(0, second), (second, other)] {
                let (in_lines, in_columns) = if tree.by_line { (first, range) } else { (range, first) };
                let value = corner.part(in_lines, in_columns).value(settings.leaf_ridge);
                for line in in_lines.0..in_lines.1 {
                    values[line * columns + in_columns.0..line * columns + in_columns.1].fill(value);
                }
            }
        }
        true
    }
}
