//! Labour contracts: probation, written form, open-ended terms, bonds.

mod bonds;
mod double_wage;
mod open_ended;
mod probation;

pub use bonds::{Noncompete, noncompete, training_penalty};
pub use double_wage::{DoubleWage, double_wage};
pub use open_ended::{OpenEndedDue, OpenEndedFacts, OpenEndedGround, open_ended_due};
pub use probation::{
    ContractKind, ProbationLimit, probation_excess_damages, probation_limit, probation_max_months, probation_wage_floor,
};
