//! Employee numbers by rule: what a number is made of, what comes next, what a number given by hand means.
//!
//! A number is taken inside the hire's unit of work. There is one writer at a time, so no two hires take the same
//! number, and a hire that fails gives its number back: nothing of it was written.

mod parts;
mod pattern;
mod rules;
mod take;
mod views;

pub use parts::{CountedBy, NumberPart};
pub use rules::{end_number_rule, list_number_rules, preview_number_rule, put_number_rule, put_number_rule_in};
pub use take::{NewHire, given_in, given_many_in, next_number, take_in};
pub use views::{
    CounterView, EmployerCode, EndNumberRule, NextNumber, NextNumberQuery, NumberExample, NumberPreview,
    NumberRuleDraft, NumberRuleList, NumberRuleView, OnMismatch, OnOverflow,
};
