//! Labour contracts: what is due and by which article, their terms, their renewals, and what binds a person beyond
//! the job.
//!
//! The desk asks storage for those whom a fact concerns and lets the law judge them; it never loads everybody.

mod around;
mod bonds;
mod confirmation;
mod desk;
mod judge;
mod noncompetes;
mod person;
mod renewals;
mod terms;
mod views;
mod views_after;

pub use bonds::{list_bonds, record_bond, record_bond_in, waive_bond};
pub use desk::{contract_desk, contract_summary, employment_structure};
pub use noncompetes::{list_noncompetes, record_noncompete, record_noncompete_in, step_noncompete};
pub use person::{own_contracts, person_contracts};
pub use renewals::{
    answer_renewal, decline_renewal, list_renewals, make_renewals, preview_renewals, send_renewal, sign_renewal,
    withdraw_renewal,
};
pub use terms::{put_contract_terms, put_terms_in};
pub use views::{
    ContractBrief, ContractDue, ContractView, ContractWarning, DeskItem, DeskQuery, DeskSummary, DeskSummaryQuery,
    DueCount, DueSeverity, EmployerStructure, KindNumber, PersonContracts, RenewalBrief, StructureView, TermsInput,
};
pub use views_after::{
    AnswerRenewal, BondList, BondView, CloseRenewal, MadeRenewals, MakeRenewals, NewBond, NewNoncompete, NewRenewal,
    NoncompeteList, NoncompeteStep, NoncompeteView, OwnContracts, PreviewRenewals, RenewalList, RenewalPreview,
    RenewalProposal, RenewalView, RenewalsQuery, SignRenewal,
};
