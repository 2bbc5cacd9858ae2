//! A bucket of calls per account or address that refills with time. In memory: each node counts for itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::operation::RateClass;

#[derive(Debug)]
struct Bucket {
    calls: f64,
    filled_at: Instant,
}

/// Who called how often of late.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter {
    buckets: Mutex<HashMap<(RateClass, String), Bucket>>,
}

/// Beyond this many buckets those that are full again are thrown away.
const BUCKETS_MAX: usize = 20_000;

impl RateLimiter {
    /// Takes one call; else the seconds until there is one.
    pub(crate) fn take(&self, class: RateClass, who: &str, now: Instant) -> Result<(), u64> {
        let (burst, per_minute) = class.budget();
        let (burst, per_second) = (f64::from(burst), f64::from(per_minute) / 60.0);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > BUCKETS_MAX {
            buckets.retain(|_, bucket| now.duration_since(bucket.filled_at) < Duration::from_mins(10));
        }
        let bucket = buckets.entry((class, who.to_owned())).or_insert_with(|| Bucket { calls: burst, filled_at: now });
        let since = now.saturating_duration_since(bucket.filled_at).as_secs_f64();
        bucket.calls = (bucket.calls + since * per_second).min(burst);
        bucket.filled_at = now;
        if bucket.calls >= 1.0 {
            bucket.calls -= 1.0;
            return Ok(());
        }
        let wait = Duration::from_secs_f64((1.0 - bucket.calls) / per_second);
        Err(wait.as_secs() + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_refills_and_belongs_to_one_caller() {
        let (limiter, start) = (RateLimiter::default(), Instant::now());
        let burst = RateClass::SignIn.budget().0;
        for _ in 0..burst {
            limiter.take(RateClass::SignIn, "10.0.0.1", start).unwrap();
        }
        assert_eq!(limiter.take(RateClass::SignIn, "10.0.0.1", start), Err(3));
        assert!(limiter.take(RateClass::SignIn, "10.0.0.2", start).is_ok());
        assert!(limiter.take(RateClass::SignIn, "10.0.0.1", start + Duration::from_secs(3)).is_ok());
    }
}
