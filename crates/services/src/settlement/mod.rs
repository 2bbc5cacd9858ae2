//! What is owed at the end of an employment, computed from records by the law, with every step and article; and
//! what an earlier day would cost the employer.
//!
//! A missing figure of law is named and may be entered with its source; it is never guessed. The whole document is
//! sealed: the steps hold pay.

mod compute;
mod documents;
mod facts;
mod figures;
mod preview;
mod records;
mod statement;
mod views;

pub use compute::{SettlementOf, compute_in};
pub use documents::{confirm_in, current, find_preview, settlement_of, view};
pub use facts::check_facts;
pub use figures::{figure as local_figure, list_law_figures, put_law_figure};
pub use preview::{PreviewOf, preview_in};
pub use records::{average_wage, month_wage, protected_by_records};
pub use views::{
    CostOption, CostPreviewDocument, CostPreviewView, Explanation, LawFigureList, LawFigureView, LineRefusal,
    NewLawFigure, SettlementDocument, SettlementFact, SettlementInputLine, SettlementLine, SettlementView,
};
