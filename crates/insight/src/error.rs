//! What can go wrong, said so that the user can mend it.

/// A failure of this crate.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Error {
    /// Columns of different lengths.
    #[error("column {column} has {rows} rows where {expected} were expected")]
    UnevenColumns {
        /// The column.
        column: String,
        /// Its rows.
        rows: usize,
        /// Rows of the first column.
        expected: usize,
    },
    /// A column name stands twice.
    #[error("column {0} stands twice")]
    ColumnTwice(String),
    /// A column is asked for that is not there.
    #[error("there is no column {column} in {place}")]
    NoColumn {
        /// The column.
        column: String,
        /// The file or table.
        place: String,
    },
    /// A protected attribute was offered as a feature.
    #[error("{key} is a protected attribute ({word}) and is never a feature")]
    Protected {
        /// The key offered.
        key: String,
        /// The protected word found in it.
        word: &'static str,
    },
    /// A feature key is empty or written in other characters than a-z, 0-9 and `_`.
    #[error("{0} is no feature key: use a-z, 0-9 and _")]
    BadKey(String),
    /// A value that does not fit the kind of its feature.
    #[error("row {row}: {key} takes {expected}")]
    WrongKind {
        /// Row number from 0.
        row: usize,
        /// The feature.
        key: String,
        /// What it takes.
        expected: &'static str,
    },
    /// A row with too few or too many values.
    #[error("row {row} has {values} values where {expected} were expected")]
    UnevenRow {
        /// Row number from 0.
        row: usize,
        /// Values given.
        values: usize,
        /// Features declared.
        expected: usize,
    },
    /// Labels of one class only, or none.
    #[error("both leavers and stayers are needed: {leavers} of {rows} left")]
    OneClass {
        /// Rows with a positive label.
        leavers: usize,
        /// All rows.
        rows: usize,
    },
    /// Too few exits to learn anything that would hold.
    #[error("{exits} persons left; at least {needed} are needed to learn from")]
    TooFewExits {
        /// Persons who left.
        exits: usize,
        /// Fewest that are needed.
        needed: usize,
    },
    /// Lists that belong together have different lengths.
    #[error("{what}: {left} and {right} values do not go together")]
    Lengths {
        /// Which lists.
        what: &'static str,
        /// Length of one.
        left: usize,
        /// Length of the other.
        right: usize,
    },
    /// A value of the target, time or event column that cannot be read.
    #[error("{place}, row {row}: {value:?} is no {expected}")]
    BadValue {
        /// The file.
        place: String,
        /// Row number from 1 after the header.
        row: usize,
        /// What stood there.
        value: String,
        /// What was expected.
        expected: &'static str,
    },
    /// A file that cannot be read as CSV.
    #[error("{place} cannot be read: {reason}")]
    Unreadable {
        /// The file.
        place: String,
        /// Why.
        reason: String,
    },
    /// Options that contradict each other or lack something.
    #[error("{0}")]
    Options(String),
    /// A stored model of another version.
    #[error("the stored model has version {found}, this program reads {expected}")]
    ModelVersion {
        /// Version in the data.
        found: u32,
        /// Version of this program.
        expected: u32,
    },
    /// A stored model whose parts do not fit together.
    #[error("the stored model is damaged: {0}")]
    ModelDamaged(String),
    /// The numbers did not settle.
    #[error("{0} found no stable solution")]
    NoSolution(&'static str),
}
