//! Values that must not leak into logs, messages or JSON.

use std::fmt;

use zeroize::Zeroize;

/// Wraps a personal value. It prints `•••` and has no `Serialize`: only the access crate's `Shown<T>`
/// can carry it out of the house, and only a caller with the right makes one.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Looks inside: every use of this word is a place to review.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// Unwraps.
    pub fn into_exposed(self) -> T {
        self.0
    }

    /// Changes the inside without looking at it outside.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Sensitive<U> {
        Sensitive(change(self.0))
    }
}

impl<T: Zeroize> Zeroize for Sensitive<T> {
    fn zeroize(&mut self) {
        self.0.zeroize();
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

impl<T> fmt::Display for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

/// Sensitive values may come in as JSON; they never go out that way.
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sensitive_value_prints_dots() {
        let pay = Sensitive::new(2_860_000);
        assert_eq!(format!("{pay} {pay:?}"), "••• •••");
    }
}
