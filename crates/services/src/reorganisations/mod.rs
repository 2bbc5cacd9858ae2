//! Reorganisations planned ahead: a draft of changes for a day, what it would change, its approval, and its day.

mod activate;
mod compare;
mod decide;
mod draft;
mod draft_chart;
mod load;
mod picture;
mod plan;
mod preview;
mod records;
mod rights;
#[cfg(test)]
mod tests;
mod views;

pub use activate::tick;
pub use compare::Mark;
pub use decide::{decided_in, submit_reorganisation, submit_reorganisation_in, withdraw_reorganisation};
pub use draft::{
    add_change, add_change_in, confirm_reorganisation, create_reorganisation, create_reorganisation_in,
    edit_reorganisation, get_reorganisation, list_reorganisations, remove_change,
};
pub use draft_chart::draft_chart;
pub use plan::Step;
pub use preview::{list_moves, preview_reorganisation};
pub use views::{
    AddChange, BeforeAfter, ChangeView, DraftChart, DraftChartQuery, DraftUnit, EditReorganisation, Hindrance,
    MoveList, MoveView, MovesQuery, NewReorganisation, OfVersion, ReorganisationList, ReorganisationPreview,
    ReorganisationSummary, ReorganisationView, RightDifference, UnitDifference, WithdrawReorganisation,
};
