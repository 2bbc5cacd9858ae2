//! `renhe insight evaluate`: how well the models of this crate do on a table with known outcomes. A benchmark only: it
//! takes any column, protected ones too, and its models never leave it. The product's path is [`crate::product`].

mod report;
mod run;
mod table;

pub use report::{BinaryFold, Report, SurvivalFold, SurvivalMetrics};
pub use run::evaluate;
pub use table::Table;

/// What is to be predicted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// A column of yes/no, 1/0 or true/false.
    Binary {
        /// Its name.
        target: String,
    },
    /// Time until exit.
    Survival {
        /// Column of times, in any unit.
        time: String,
        /// Column that says whether the time ended in an exit.
        event: String,
    },
}

/// Which rows are learnt from and which judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// One fit on one table, judged by another.
    Split {
        /// To learn from.
        train: Table,
        /// To judge by.
        test: Table,
    },
    /// Cross-validation with given folds.
    Folds {
        /// All rows.
        data: Table,
        /// Column `row_id` (row of `data` from 0; without it, rows in order) and columns of fold numbers.
        folds: Table,
        /// Fold columns to run. Empty: every column `r0`, `r1`, … of the fold table.
        columns: Vec<String>,
    },
}

/// What to evaluate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What is to be predicted.
    pub goal: Goal,
    /// On which rows.
    pub source: Source,
    /// Columns that are no features.
    pub exclude: Vec<String>,
    /// Seed of the fits.
    pub seed: u64,
}
