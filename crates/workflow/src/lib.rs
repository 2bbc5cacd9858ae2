//! Flow definitions and their state machine. Pure: no storage, no clock.
//!
//! - [`Definition`]: a flow as data (lanes, tasks, blocking edges, deadlines, escalation), read from TOML.
//! - [`validate`]: what is wrong with a definition, the law in its edges included.
//! - [`start`], [`step`]: `(definition, state, event, now) → (state, effects)`, or a reasoned refusal.
//! - [`next_wake`]: when time alone will change something, so that a job can be scheduled.
//! - [`standings`], [`diagram`]: what the board and the designer draw.
//! - [`cycle_time`]: how long the part took that the firm controls.
//! - [`exit`]: what may happen around the end of an employment, in which order, and why not.
//! - [`defaults`]: the definitions that ship.

pub mod article;
mod cycle;
pub mod defaults;
mod definition;
mod diagram;
pub mod exit;
mod graph;
mod limits;
mod refusal;
mod runtime;
mod standing;
mod state;
mod time;
mod validate;

pub use cycle::{CYCLE_TIME_DEFINITION, CycleSummary, CycleTime, LaneTime, cycle_time, summarise};
pub use definition::{
    AnchorDecl, Definition, DefinitionError, Escalation, Kind, Lane, Named, Purpose, Relation, Task, Trigger,
};
pub use diagram::{Diagram, Edge, Node, Strip, diagram};
pub use kernel::Text;
pub use limits::{LegalLimits, Limit};
pub use refusal::Refusal;
pub use runtime::{Event, next_wake, start, step};
pub use standing::{Standing, TaskStanding, standings};
pub use state::{Completion, Context, Delegation, Effect, FlowStatus, State, TaskState, TaskStatus, Voided};
pub use time::{AnchorAt, AnchorKind, Offset, Span, Zone, anchor};
pub use validate::{Finding, Severity, validate};

#[cfg(test)]
mod tests;
