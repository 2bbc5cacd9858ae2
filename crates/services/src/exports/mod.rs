//! What leaves the house as a file. Every export stands in the trail.

mod people;
mod roster;

pub use people::{ExportFormat, ExportPeople, ExportedFile, export_people};
