//! What must stand before a risky feature opens, and what a person may say against its use.
//!
//! - Gates: dated records that the work rule is acknowledged, notice is given, the impact assessment is approved.
//! - Objections: filed by the person, freeze the use at once, answered in time by somebody who does not handle the
//!   person's alerts.

mod gates;
mod objections;
mod policy;
mod views;

pub use gates::{approve_gate, list_gates, named_mode_missing, require_named_mode, withdraw_gate};
pub use objections::{
    decide_objection, file_objection, frozen_persons, list_objections, own_objections, take_back_objection,
};
pub use views::{
    ApproveGate, DecideObjection, FileObjection, GateKind, GateList, GateRecord, GateView, ObjectionDecision,
    ObjectionList, ObjectionView, WithdrawGate,
};
