//! Time is an argument. Only [`SystemClock`] may ask the machine.

use std::fmt::Debug;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::{Date, Instant};

/// Something that knows what time it is.
pub trait Clock: Debug + Send + Sync {
    /// The present instant.
    fn now(&self) -> Instant;

    /// The present day in UTC; work places with another zone convert it themselves.
    fn today(&self) -> Date {
        self.now().day()
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine for the time")]
    fn now(&self) -> Instant {
        chrono::Utc::now().into()
    }
}

/// A clock that stands still until it is moved: tests and the demo generator.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

impl FixedClock {
    /// Stands at `now`.
    pub const fn at(now: Instant) -> Self {
        Self(AtomicI64::new(now.micros()))
    }

    /// Moves to `now`, forward or back.
    pub fn set(&self, now: Instant) {
        self.0.store(now.micros(), Ordering::SeqCst);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// The machine's clock shifted by a fixed amount, so that an old or future day passes at normal speed.
#[derive(Debug, Clone, Copy)]
pub struct MovedClock {
    shift_seconds: i64,
}

impl MovedClock {
    /// A clock that shows `start` right now.
    pub fn starting_at(start: Instant) -> Self {
        Self { shift_seconds: (start.micros() - SystemClock.now().micros()) / 1_000_000 }
    }
}

impl Clock for MovedClock {
    fn now(&self) -> Instant {
        SystemClock.now().plus_seconds(self.shift_seconds)
    }
}
