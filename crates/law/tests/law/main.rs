//! The calculators against worked cases: the shared examples, our own tables, and properties.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod cases;
mod data;
mod offboarding;
mod properties;
mod vectors;

/// A day from its text.
fn day(text: &str) -> kernel::Date {
    text.parse().unwrap()
}

/// An amount from its text in yuan.
fn yuan(text: &str) -> kernel::Money {
    kernel::Money::parse(text).unwrap()
}
