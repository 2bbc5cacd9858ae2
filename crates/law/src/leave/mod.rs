//! Leave by law: annual, sick, maternity.

mod annual;
mod maternity;
mod sick;

pub use annual::{AnnualDenied, JoinerLeave, annual_days, annual_denied, annual_joiner};
pub use maternity::{Birth, maternity_days};
pub use sick::{MedicalPeriod, medical_period, sick_pay_floor};
