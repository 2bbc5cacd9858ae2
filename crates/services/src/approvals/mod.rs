//! Approvals: somebody asks, others say yes or no in steps, and the owner of the matter acts on the answer.
//!
//! This room knows who must answer and what they said. What a yes does is the business of the room that asked; it is
//! called in the same unit of work (see `inbox`). Nobody answers in the own matter, and who asks does not answer.

mod ask;
mod decide;
mod read;
mod views;

pub use ask::{Approver, Ask, ask_in, withdraw_in};
pub use decide::{Decided, decide_in};
pub use read::{approval_of, approval_state, get_approval, list_approvals};
pub use views::{
    ApprovalList, ApprovalSelection, ApprovalState, ApprovalStepView, ApprovalView, ApprovalsQuery, Decide, StepState,
    SummaryLine, SummaryLineView, SummaryValue,
};
