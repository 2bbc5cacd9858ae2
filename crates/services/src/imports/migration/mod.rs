//! Sets of files from an older system: one kind of record a file, that name each other by employee number and unit
//! code. Checked as a whole, written in one unit of work, compared afterwards file by file; documents follow one by one.

mod check;
mod check_employments;
mod check_facts;
mod check_organisation;
mod check_posts;
mod documents;
mod entries;
mod kinds;
mod open;
mod papers;
mod plan;
mod proof;
mod refs;
mod report;
mod run;
mod set;
mod stored;
mod templates;
mod texts;
mod views;
mod write;
mod write_organisation;
mod write_people;

pub use kinds::FileKind;
pub use papers::Papers;
pub use run::{check_set, pack_set, run_set};
pub use templates::{SetTemplate, set_templates, set_templates_package};

pub(super) use plan::SetFile;
pub(super) use proof::compare;
pub(super) use run::{SetOutcome, check_stored, run_stored, start_stored, upload};
pub(super) use texts::{FINDINGS, NOTES};
pub(super) use views::file_views;
