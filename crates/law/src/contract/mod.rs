//! Labour contracts: probation, written form, open-ended terms, bonds, and work that is no full-time job here.

mod bonds;
mod double_wage;
mod open_ended;
mod other_forms;
mod probation;
mod written_form;

pub use bonds::{Noncompete, noncompete, noncompete_release, noncompete_unpaid_months, training_penalty};
pub use double_wage::{DoubleWage, double_wage};
pub use open_ended::{OpenEndedDue, OpenEndedFacts, OpenEndedGround, OpenEndedRule, open_ended_due, open_ended_rule};
pub use other_forms::{
    DispatchShare, PartTimeBreach, PartTimeCheck, PartTimeTerms, dispatch_min_months, dispatch_share, part_time_check,
};
pub use probation::{
    ContractKind, ProbationLimit, probation_excess_damages, probation_limit, probation_max_months, probation_wage_floor,
};
pub use written_form::{WrittenForm, over_age_needs_writing, written_form};
