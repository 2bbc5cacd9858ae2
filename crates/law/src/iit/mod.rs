//! Individual income tax.

mod brackets;
mod severance;

pub use severance::{SeveranceTax, severance_one_off};
