//! Leaving: from a continuity plan before any resignation to the last transfer.
//!
//! What may happen when is decided by the pure machine `workflow::exit`; this room keeps the case, starts the tasks,
//! writes the planned end on the timeline and asks the law. Status, pay and access change through here only.

mod board;
mod case;
mod certificate;
mod dates;
mod ending;
mod interview;
mod own;
mod page;
mod pre;
mod protect;
mod resign;
mod settle;
mod tick;
mod views;
mod withdraw;
mod work;

pub use board::{cycle_summary, list_offboardings};
pub use certificate::{issue_certificate, issue_certificate_in, revoke_certificate};
pub use dates::{change_last_day, change_last_day_in, preview_cost};
pub use interview::{record_exit_interview, record_exit_interview_in};
pub use own::my_offboarding;
pub use page::get_offboarding;
pub use pre::{close_pre_offboarding, close_pre_offboarding_in, open_pre_offboarding, open_pre_offboarding_in};
pub use protect::check_ground;
pub use resign::{
    preview_resignation, record_agreement, record_agreement_in, record_resignation, record_resignation_in,
    submit_resignation, submit_resignation_in,
};
pub use settle::{compute_settlement, confirm_settlement, confirm_settlement_in};
pub use tick::tick;
pub use views::{
    AddTask, BoardItem, BoardQuery, BoardStage, ChangeLastDay, CheckGround, ClosePreOffboarding, ComputeSettlement,
    ConfirmSettlement, CycleOverview, Deadline, DecideWithdrawal, GroundCheck, HistoryItem, MyOffboarding,
    MyOffboardingItem, NewEvidence, NudgeTasks, Nudged, OffboardingOpened, OffboardingPage, OpenPreOffboarding,
    PreviewCost, RecordAgreement, RecordExitInterview, RecordResignation, ResignationPreview, RevokeCertificate,
    SubmitResignation, TalkList, TalkOfPerson, WithdrawalReason,
};
pub use withdraw::{decide_withdrawal, decide_withdrawal_in, request_withdrawal, request_withdrawal_in};
pub use work::{add_task, list_talks, nudge_tasks};
