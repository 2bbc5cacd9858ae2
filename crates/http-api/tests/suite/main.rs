//! The API as its callers meet it.

mod contract;
mod fixture;
mod policy;
mod problems;
