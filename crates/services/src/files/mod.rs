//! Employee files 员工档案: documents with versions, who may see them, what a file lacks, borrowing, keeping and
//! destruction, and where the state's file lies.
//!
//! A document's bytes lie sealed in the blob store, named by their content; its title, its text's index and its row
//! change in one transaction. Flows file what they make by [`archive_in`], letters by `file_paper_in`.

mod archive;
mod completeness;
mod custody_views;
mod destruction;
mod keeping;
mod key_people;
mod loan_views;
mod loans;
mod paper;
mod read;
mod rules;
mod sight;
mod state_file;
mod upload;
mod views;

pub use archive::{Archive, archive_in};
pub use completeness::{list_completeness, person_file};
pub use custody_views::{
    DueFile, DueFileList, FileHoldList, FileHoldView, StateFileList, StateFileMoveView, StateFileView,
};
pub use destruction::{
    ProposeDestruction, REMOVE_BLOBS, destruction_certificate, destruction_decided_in, list_file_destructions,
    propose_file_destruction, remove_blobs,
};
pub use keeping::{
    LiftFileHold, PlaceFileHold, PutFileRule, lift_file_hold, list_due_files, list_file_holds, place_file_hold,
    put_file_rule,
};
pub use key_people::{MarkKeyPerson, mark_key_person, unmark_key_person};
pub use loan_views::{
    FileDestructionItemView, FileDestructionList, FileDestructionView, FileLoanList, FileLoanPage, FileLoanView,
};
pub use loans::{
    AskFileLoan, FileLoanQuery, ask_file_loan, end_file_loan, get_file_loan, list_file_loans, loan_decided_in, tick,
};
pub(crate) use paper::{Paper, file_paper_in};
pub use read::{file_content, get_file, list_files};
pub use rules::list_file_rules;
pub use state_file::{
    PutStateFile, RecordStateFileMove, StateFileQuery, list_state_files, put_state_file, record_state_file_move,
};
pub use upload::{
    LARGEST, NewFile, ReadFile, Upload, add_file, add_file_version, file_read_in, read_file, same_file_in,
};
pub use views::{
    CompletenessItem, CompletenessList, CompletenessQuery, FileContent, FileList, FileQuery, FileRuleList,
    FileRuleView, FileVersionView, FileView, KeyPersonView, PersonFile, PersonFilePart,
};
