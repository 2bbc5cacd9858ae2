//! Rosters from files: a guessed mapping that a person edits, a check that writes nothing, a run in one unit of
//! work, a verification read back from the database, and the undo of a whole import.

mod bosses;
mod check;
mod compare;
mod draft;
mod employers;
mod guess;
mod known;
mod mapping;
mod migration;
mod problems;
mod read;
mod report;
mod run;
mod session;
mod target;
mod template;
mod texts;
mod undo;
mod verification;
mod views;
mod words;
mod write;

pub use mapping::{ColumnMap, DayOrder, Defaults, FutureHires, Knowledge, Mapping, PayPeriod, Why};
pub use migration::{
    FileKind, Papers, SetTemplate, check_set, pack_set, run_set, set_templates, set_templates_package,
};
pub use problems::problems_csv;
pub use report::{Comparison, FileReport, Finding, FindingCount, Fix, FixKind, Note, Report, Severity, Unit};
pub use run::{cancel_import, check_import, import_progress, mend_import, run_import, start_import};
pub use session::{LARGEST_FILE, import, list_imports, map_toml, put_mapping, upload};
pub use target::Target;
pub use template::roster_template;
pub use undo::undo_import;
pub use verification::{DaySpan, FieldProof, FileProof, SampleRow, SignedVerification, Verification, verify_import};
pub use views::{
    ColumnView, DayOrderQuestion, DocumentsView, ImportKind, ImportList, ImportState, ImportSummary, ImportView,
    MendCell, MendImport, Progress, RefusedDocument, RunImport, RunMode, SetColumnView, SetFileView, TargetView,
    UndoImport, Upload,
};

/// Work that keeps a core busy for seconds: the other calls of the server go on beside it.
fn heavy<T>(work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    let beside = Handle::try_current().is_ok_and(|handle| handle.runtime_flavor() == RuntimeFlavor::MultiThread);
    if beside { tokio::task::block_in_place(work) } else { work() }
}
