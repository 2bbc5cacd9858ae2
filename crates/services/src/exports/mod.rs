//! What leaves the house as a file. Every export stands in the trail.

mod list;
mod list_columns;
mod people;
mod roster;

pub use list::{ExportPeopleList, ListFile, ListFormat, ListLines, export_people_list};
pub use people::{ExportFormat, ExportPeople, ExportedFile, export_people};
