//! Personnel changes 人事异动: confirmation, transfer, promotion, secondment, leave of absence, rehire, retirement,
//! correction. Each is a transaction with checks of law, approval, an effective day, a letter, undo and correction.
//!
//! An approved change is written to the timelines at once, also one of a day to come; undoing and correcting write
//! again and erase nothing.

mod approval;
mod checks;
mod commands;
mod facts;
mod letters;
mod lines;
mod onboarding;
mod page;
mod probation;
mod record;
mod retirement;
mod templates;
mod terms;
mod tick;
mod views;
mod who;
mod write;

pub use commands::{
    decided_in, open_change, open_in, preview_change, record_change_agreement, record_change_in, submit_change,
    undo_change, undo_change_in, withdraw_change,
};
pub use letters::{LetterFile, letter_file, make_letter, make_letter_in};
pub use onboarding::{HireOptions, get_onboarding, hire_person, hire_person_in, start_onboarding, start_onboarding_in};
pub use page::{get_change, list_changes};
pub use probation::{
    ConfirmMany, ConfirmedMany, ConfirmedOne, ProbationDesk, ProbationItem, ProbationQuery, confirm_many,
    probation_desk,
};
pub use record::ChangeState;
pub use retirement::{RetirementItem, RetirementList, RetirementQuery, list_retirements};
pub use templates::{
    TemplateField, TemplateList, TemplateView, UploadTemplate, list_letter_templates, preview_letter_template,
    upload_letter_template, upload_letter_template_in, withdraw_letter_template,
};
pub use terms::{ChangeKind, Correction, Post, Posting, Retirement, RetirementChoice, Terms};
pub use tick::tick;
pub use views::{
    AgreementView, ChangeAction, ChangeCheck, ChangeLine, ChangeList, ChangeOpened, ChangePage, ChangePreview,
    ChangeQuery, ChangeReason, ChangeSummary, CheckLevel, LetterView, NewAgreement, OpenChange, StateCount,
};
pub use who::ChangePerson;
