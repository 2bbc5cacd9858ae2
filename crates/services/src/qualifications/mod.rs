//! Certificates of skill that people hold. The page draws this room from its declaration alone: it is the pattern for a
//! new kind of record.

mod commands;
mod queries;
mod views;

pub use commands::{add_qualification, change_qualification};
pub use queries::list_qualifications;
pub use views::{PutQualification, QualificationView, QualificationsQuery};
