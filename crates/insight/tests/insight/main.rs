//! Tests of the public face, against independent counterparts where there are any.

#![expect(clippy::unwrap_used, reason = "a test may stop on the spot")]

mod calibration;
mod ebm;
mod evaluate;
mod logistic;
mod metrics;
mod product;
mod synthetic;
