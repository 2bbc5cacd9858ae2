//! What a use case works with: the store, the clock, the roles, the keys that sign documents.

use std::sync::{Arc, Mutex};

use access::{Caller, Roles};
use chrono_tz::Tz;
use kernel::{Date, Instant, Problem};
use storage::{Db, Store, UnitOfWork, WriteContext};
use vault::sign::DocumentSigner;
use vault::tokens::TokenDigest;

use crate::Result;
use crate::counts::Counts;

/// How an [`App`] is made.
#[derive(Debug)]
pub struct AppOptions {
    /// The open store.
    pub store: Store,
    /// The roles.
    pub roles: Roles,
    /// Signs certificates.
    pub signer: DocumentSigner,
    /// Where the page is reached from outside, without a slash at the end: stands in QR codes.
    pub public_url: String,
    /// The zone whose calendar decides what day it is.
    pub zone: Tz,
    /// Whether the sign-in page lists the logins of the demo group.
    pub demo: bool,
}

/// The use cases' common ground. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    store: Store,
    roles: Roles,
    signer: DocumentSigner,
    public_url: String,
    zone: Tz,
    demo: bool,
    bootstrap: Mutex<Option<TokenDigest>>,
    counts: Counts,
    counting: tokio::sync::Mutex<()>,
}

impl App {
    /// Puts it together.
    pub fn new(options: AppOptions) -> Self {
        let AppOptions { store, roles, signer, public_url, zone, demo } = options;
        let (bootstrap, counts, counting) = (Mutex::new(None), Counts::default(), tokio::sync::Mutex::default());
        Self(Arc::new(Inner { store, roles, signer, public_url, zone, demo, bootstrap, counts, counting }))
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Reads what is committed.
    pub fn db(&self) -> Db<'_> {
        self.0.store.db()
    }

    /// The roles.
    pub fn roles(&self) -> &Roles {
        &self.0.roles
    }

    /// Signs certificates.
    pub fn signer(&self) -> &DocumentSigner {
        &self.0.signer
    }

    /// Where the page is reached from outside.
    pub fn public_url(&self) -> &str {
        &self.0.public_url
    }

    /// Whether this is a demo.
    pub fn is_demo(&self) -> bool {
        self.0.demo
    }

    /// A random id, for what is not a record: a request, a file's name.
    pub fn new_id(&self) -> uuid::Uuid {
        self.0.store.entropy().uuid()
    }

    /// The present instant.
    pub fn now(&self) -> Instant {
        self.0.store.now()
    }

    /// The present day in the group's zone.
    pub fn today(&self) -> Date {
        self.day_of(self.now())
    }

    /// The day on which an instant falls in the group's zone.
    pub fn day_of(&self, at: Instant) -> Date {
        at.to_chrono().with_timezone(&self.0.zone).date_naive()
    }

    /// The instant of a wall-clock time in the group's zone. A time that a clock change skips or repeats is
    /// taken at its earliest: late is worse than early for a deadline.
    pub fn instant_of(&self, day: Date, hour: u32, minute: u32) -> Instant {
        let naive = day.and_hms_opt(hour, minute, 0).unwrap_or_else(|| day.and_time(chrono::NaiveTime::MIN));
        match naive.and_local_timezone(self.0.zone).earliest() {
            Some(at) => at.with_timezone(&chrono::Utc).into(),
            None => naive.and_utc().into(),
        }
    }

    /// The group's zone.
    pub fn zone(&self) -> Tz {
        self.0.zone
    }

    /// Begins to write on behalf of the caller. The trail names the operation, the account and the reason.
    pub async fn begin(&self, caller: &Caller, operation: &'static str, reason: Option<String>) -> Result<UnitOfWork> {
        let actor = caller.account().map(|account| account.0);
        Ok(self.0.store.begin(WriteContext { actor, operation, reason, request: None }).await?)
    }

    /// Numbers that hold until somebody writes.
    pub(crate) fn counts(&self) -> &Counts {
        &self.0.counts
    }

    /// Held while counting, so that those who ask the same wait for one answer.
    pub(crate) fn counting(&self) -> &tokio::sync::Mutex<()> {
        &self.0.counting
    }

    pub(crate) fn bootstrap(&self) -> &Mutex<Option<TokenDigest>> {
        &self.0.bootstrap
    }
}

/// A reason that a person must give for a delicate act: said, and not only spaces.
pub(crate) fn required_reason(reason: &str) -> Result<String> {
    let reason = reason.trim();
    if reason.chars().count() < 2 {
        return Err(Problem::invalid("input.reason_required").at("/reason"));
    }
    Ok(reason.to_owned())
}
