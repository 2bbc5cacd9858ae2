//! Signals, the guard of protected conduct, and what may be computed from facts about work. Pure: no storage, no clock.
//!
//! - [`UsableSignal`] and [`ProtectedSignal`]: two types. What the law protects cannot become an input by a slip:
//!
//! ```compile_fail
//! // Sick leave is no usable signal: there is no such variant, so this does not compile.
//! let inputs: &[rules::UsableSignal] = &[rules::UsableSignal::SickLeave];
//! ```
//!
//! - [`guard`]: the same line for rules, models and reports that name their inputs as text; the refusal names the article.
//! - [`columns`]: what a column of a foreign table seems to be, so that an import proposes to leave protected ones out.
//! - [`features`]: monthly as-of features of one person, from facts known before the month's end and nothing else.
//! - [`baseline`]: three plain rules, to compare a model with.
//! - [`Action`]: what usually helps.

mod action;
pub mod baseline;
pub mod columns;
pub mod features;
mod guard;
mod history;
mod signals;
#[cfg(test)]
mod tests;

pub use action::{Action, ActionInfo};
pub use guard::{ProtectedUse, UnknownSignal, guard, guard_names};
pub use history::{FactValue, PersonHistory, Reported, SetAside, WorkFact};
pub use kernel::Text;
pub use signals::{Group, ProtectedInfo, ProtectedSignal, SignalKey, UsableInfo, UsableSignal};
