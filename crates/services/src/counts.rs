//! Numbers that hold until somebody writes.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Numbers by what they count and the version of what was counted.
#[derive(Debug, Default)]
pub(crate) struct Counts(Mutex<HashMap<String, u64>>);

/// Beyond this many all are forgotten: most are of versions that are gone.
const MOST: usize = 1_000;

impl Counts {
    pub(crate) fn get(&self, key: &str) -> Option<u64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).copied()
    }

    pub(crate) fn put(&self, key: String, count: u64) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, count);
    }
}
