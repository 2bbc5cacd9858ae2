//! What the grants of a session reached when it last asked.
//!
//! Hundreds of units below a unit take longer to find than a page of people. They are kept beside the newest entry of
//! the trail about what decides them, and the statement that finds the grants looks anew unless that entry is still the
//! newest: no write escapes the trail, so what is kept is never older than what the statement reads. ADR 20.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use kernel::Date;
use uuid::Uuid;

use crate::sessions::Granted;

/// By the digest of the session's token.
#[derive(Debug, Default)]
pub(crate) struct Reached(Mutex<HashMap<Vec<u8>, Kept>>);

/// What one session reached on a day.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    /// Place in the trail of the newest entry about what decides it.
    pub(crate) newest: i64,
    day: Date,
    /// What stands below which grant.
    below: HashMap<Uuid, Vec<Uuid>>,
}

impl Kept {
    pub(crate) fn of(grants: &[Granted], (newest, day): (i64, Date)) -> Self {
        let reaching = grants.iter().filter(|one| !one.below.is_empty());
        Self { newest, day, below: reaching.map(|one| (one.grant.id, one.below.clone())).collect() }
    }

    /// Gives grants back what they reach.
    pub(crate) fn recall(mut self, grants: &mut [Granted]) {
        for one in grants {
            one.below = self.below.remove(&one.grant.id).unwrap_or_default();
        }
    }
}

/// Beyond so many sessions all are forgotten: most have ended.
const MOST: usize = 2_000;

impl Reached {
    /// What a session reached on a day.
    pub(crate) fn get(&self, session: &[u8], day: Date) -> Option<Kept> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(session).filter(|kept| kept.day == day).cloned()
    }

    pub(crate) fn put(&self, session: &[u8], reached: Kept) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(session.to_vec(), reached);
    }
}
