//! Repeatable draws from a seed.

use kernel::{Entropy, SeededEntropy};

/// A stream of draws.
#[derive(Debug)]
pub(super) struct Draws(SeededEntropy);

impl Draws {
    pub(super) const fn new(seed: u64) -> Self {
        Self(SeededEntropy::new(seed))
    }

    /// Uniform in [0, 1).
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    pub(super) fn unit(&self) -> f64 {
        (self.0.word() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub(super) fn chance(&self, probability: f64) -> bool {
        self.unit() < probability
    }

    pub(super) fn between(&self, [low, high]: [f64; 2]) -> f64 {
        low + (high - low) * self.unit()
    }

    /// A whole number from `low` to `high`, both included.
    #[expect(clippy::cast_possible_truncation, reason = "the product lies within the bounds asked for")]
    pub(super) fn whole(&self, [low, high]: [i64; 2]) -> i64 {
        #[expect(clippy::cast_precision_loss, reason = "spans are small")]
        let span = (high - low + 1) as f64;
        low + (self.unit() * span) as i64
    }

    pub(super) fn index(&self, length: usize) -> usize {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        usize::try_from(self.whole([0, length - 1])).unwrap_or(0)
    }

    pub(super) fn pick<'a, T>(&self, from: &'a [T]) -> &'a T {
        &from[self.index(from.len())]
    }

    /// Normal by Box and Muller.
    pub(super) fn normal(&self, mean: f64, spread: f64) -> f64 {
        let (radius, angle) = ((-2.0 * (1.0 - self.unit()).ln()).sqrt(), std::f64::consts::TAU * self.unit());
        mean + spread * radius * angle.cos()
    }

    /// How many events of a small rate (Knuth).
    pub(super) fn poisson(&self, rate: f64) -> u32 {
        let (limit, mut product, mut count) = ((-rate).exp(), self.unit(), 0);
        while product > limit && count < 20 {
            product *= self.unit();
            count += 1;
        }
        count
    }
}
