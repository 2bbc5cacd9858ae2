//! One human being, once: pairs of records that may be the same person, with a score that explains itself; pairs that
//! are not; merges, and taking them back.
//!
//! A score only puts a pair on the list. A person compares, decides, gives the reason.

mod compare;
mod find;
mod merge;
mod score;
mod undo;
mod views;

pub use compare::{compare_persons, list_duplicates};
pub use find::{likely_pairs, mark_different};
pub use merge::{merge_persons, merge_persons_in};
pub use undo::{list_merges, undo_merge, undo_merge_in};
pub use views::{
    ComparisonLine, DuplicateComparison, DuplicateList, DuplicatePair, DuplicateQuery, MarkDifferent, MergeList,
    MergePersons, MergeView, Merged, PairEmployment, PairPerson, PairQuery, ScoreTerm, UndoMerge,
};
