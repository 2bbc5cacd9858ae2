//! Working with many people at once: saved views of the directory, changes for a selection with a preview, a
//! manager's team, and what is due about somebody.

mod bulk;
mod duties;
mod saved;
mod team;
mod views;
mod wanted;

pub use bulk::{preview_bulk_transfer, transfer_many};
pub use duties::list_duties;
pub use saved::{delete_saved_view, list_saved_views, save_view};
pub use team::my_team;
pub use views::{
    AwaySpan, BulkDone, BulkLine, BulkPost, BulkPreview, BulkRefusal, BulkTransfer, BulkWarning, NewSavedView,
    Reminder, ReminderKind, ReminderList, SavedViewList, SavedViewView, TeamMember, TeamQuery, TeamView,
};
