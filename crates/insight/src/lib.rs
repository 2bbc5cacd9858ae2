//! Models that explain themselves, and their honest measurement.
//!
//! - [`ebm`]: an explainable boosting machine: sums of shape functions, read off term by term.
//! - [`logistic`]: ridge logistic regression, the fallback while exits are few.
//! - [`survival`]: time until exit, explained the same way.
//! - [`calibration`], [`metrics`], [`fairness`]: probabilities that hold, figures beside a baseline, groups compared.
//! - [`evaluate`]: benchmark on a table (`renhe insight evaluate`); takes any column.
//! - [`product`]: what the product trains and predicts with; refuses protected attributes as features.
//!
//! The crate knows no storage, no clock and no randomness of its own: a seed is an argument, time a stopwatch.

mod bend;
pub mod calibration;
pub mod ebm;
mod error;
pub mod evaluate;
pub mod fairness;
pub mod frame;
mod linear;
pub mod link;
pub mod logistic;
pub mod metrics;
pub mod product;
mod random;
pub mod survival;

pub use error::Error;
