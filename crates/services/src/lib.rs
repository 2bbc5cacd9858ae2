//! Use cases: one room per capability. A command or query takes the [`App`] and a `&Caller`, and returns a
//! view that may be sent as it is, or a `Problem`.
//!
//! Rooms call each other only through the face of their `mod.rs`, along the acyclic list in ARCHITECTURE.md.
//! What the world may see is a view; what storage holds is a row; a row becomes a view by destructuring it
//! fully, so that a new column does not compile until someone decides who may see it.

pub mod alerts;
mod app;
pub mod approvals;
pub mod audit;
pub mod certificates;
pub mod changes;
pub mod codes;
pub mod conduct;
pub mod contracts;
mod counts;
pub mod custom_fields;
pub mod demo;
pub mod desk;
pub mod directory;
pub mod duplicates;
pub mod exchange;
pub mod exports;
pub mod files;
pub mod flows;
pub mod identity;
pub mod imports;
pub mod inbox;
pub mod insights;
pub mod jobs;
pub mod meta;
pub mod numbering;
pub mod offboarding;
pub mod organisation;
pub mod overview;
pub mod people;
pub mod positions;
pub mod privacy;
pub mod profile;
pub mod qualifications;
pub mod quality;
pub mod query;
pub mod reorganisations;
pub mod repeats;
pub mod settlement;
mod wire;

pub use app::{App, AppOptions};
pub use kernel::Problem;
pub use wire::{Created, Page, PageQuery};

/// What every use case returns.
pub type Result<T> = std::result::Result<T, Problem>;
