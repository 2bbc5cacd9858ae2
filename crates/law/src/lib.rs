//! Statutory calculators of mainland China. Pure: no clock, no floats, no disk.
//!
//! - [`Parameters`]: the law's figures as dated, cited rows (`data/*.toml`); exactly one row must match, else a
//!   [`Refusal`] names what is missing.
//! - [`Explained`]: every result carries its steps, parameters, articles, warnings and the weakest status used.
//! - [`termination`]: exits, their cost, their deadlines, their papers. [`iit`]: income tax. [`contract`],
//!   [`leave`], [`worktime`], [`retirement`], [`calendar`]: what their names say.
//! - [`check`]: runs files of worked cases; [`show`] and [`due`] look into the data.
//!
//! Amounts are rounded once, at the line that is paid, half up to the fen.

pub mod calendar;
pub mod contract;
pub mod iit;
pub mod leave;
pub mod retirement;
pub mod termination;
pub mod worktime;

mod article;
mod check;
mod data;
mod due;
mod exact;
mod exits;
mod explained;
mod parameters;
mod place;
mod refusal;
mod show;
mod status;

pub use article::Article;
pub use check::{CaseOutcome, CaseReport, CheckReport, check};
pub use due::{DueReason, DueValue, due};
pub use exits::{ExitNotice, ExitPay, ExitRule, ExitStep, Protection, exit_matrix, exit_rule};
pub use explained::{Explained, Figure, ParameterUsed, Step, Warning};
pub use parameters::{Caution, Citation, Parameter, Parameters};
pub use place::Place;
pub use refusal::Refusal;
pub use show::{ShownValue, show};
pub use status::Status;
pub use termination::Ground;

#[cfg(test)]
mod data_tests;
