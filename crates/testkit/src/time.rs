//! Days, instants and a standing clock from text, so that a test reads like a calendar.

use kernel::{Date, FixedClock, Instant, SeededEntropy};

/// A day from `2026-03-01`.
///
/// # Panics
/// When the text is no day.
pub fn day(text: &str) -> Date {
    match text.parse() {
        Ok(day) => day,
        Err(error) => panic!("\"{text}\" is no day: {error}"),
    }
}

/// An instant from `2026-03-01T09:30:00Z`, or the first instant of a day (UTC) from `2026-03-01`.
///
/// # Panics
/// When the text is neither.
pub fn at(text: &str) -> Instant {
    if !text.contains('T') {
        return Instant::start_of(day(text));
    }
    match text.parse() {
        Ok(instant) => instant,
        Err(error) => panic!("\"{text}\" is no instant: {error}"),
    }
}

/// A clock that stands at [`at`]`(text)` until it is moved.
///
/// # Panics
/// When the text is neither an instant nor a day.
pub fn clock_at(text: &str) -> FixedClock {
    FixedClock::at(at(text))
}

/// Repeatable randomness: the same seed gives the same ids. Never for keys that protect anything.
pub const fn entropy(seed: u64) -> SeededEntropy {
    SeededEntropy::new(seed)
}

#[cfg(test)]
mod tests {
    use kernel::Clock;

    use super::*;

    #[test]
    fn a_clock_stands_where_the_text_says_until_it_is_moved() {
        let clock = clock_at("2026-03-01");
        assert_eq!(clock.now(), at("2026-03-01T00:00:00Z"));
        clock.set(at("2026-03-02T12:00:00+08:00"));
        assert_eq!((clock.today(), clock.now().to_string()), (day("2026-03-02"), "2026-03-02T04:00:00Z".to_owned()));
    }

    #[test]
    #[should_panic(expected = "\"2026-02-30\" is no day")]
    fn a_day_that_does_not_exist_stops_the_test() {
        day("2026-02-30");
    }
}
