//! Randomness is an argument too. Ids and nonces come from an [`Entropy`] that the binary chooses:
//! the operating system in service, a seed in tests and in the demo group.

use std::fmt::Debug;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use uuid::Uuid;

/// A source of random bytes.
pub trait Entropy: Debug + Send + Sync {
    /// Fills the slice.
    fn fill(&self, bytes: &mut [u8]);

    /// A random (version 4) id. Random, not time-ordered: ids stand in URLs and time-ordered ones tell when.
    fn uuid(&self) -> Uuid {
        let mut bytes = [0_u8; 16];
        self.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }

    /// 64 random bits.
    fn word(&self) -> u64 {
        let mut bytes = [0_u8; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }
}

/// Random ids that lie together: for rows written by the hundred thousand at once. Each index by id then grows at one
/// place instead of everywhere. The beginning is counted up from a random place, the other 74 bits are random; such
/// ids tell which rows were written together and in which order, but not when.
#[derive(Debug)]
pub struct Neighbours(AtomicU64);

impl Neighbours {
    /// Somewhere.
    pub fn somewhere(entropy: &dyn Entropy) -> Self {
        Self(AtomicU64::new(entropy.word()))
    }

    /// The next id.
    pub fn uuid(&self, entropy: &dyn Entropy) -> Uuid {
        let mut bytes = [0_u8; 16];
        entropy.fill(&mut bytes);
        let place = self.0.fetch_add(1, Ordering::Relaxed);
        bytes[..6].copy_from_slice(&place.to_be_bytes()[2..]);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

/// The operating system's generator: fit for keys. Nothing is kept for later: a machine that is copied while it runs
/// must not give out the same nonce twice.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        // A machine that cannot give random bytes cannot keep a secret: stopping is the only safe answer.
        if let Err(error) = getrandom::fill(bytes) {
            unreachable!("the operating system refused random bytes: {error}");
        }
    }
}

/// Repeatable bytes from a seed (SplitMix64). Never for keys.
#[derive(Debug)]
pub struct SeededEntropy(Mutex<u64>);

impl SeededEntropy {
    /// The same seed gives the same bytes.
    pub const fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut word = *state;
            word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            word ^= word >> 31;
            chunk.copy_from_slice(&word.to_le_bytes()[..chunk.len()]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_ids() {
        assert_eq!(SeededEntropy::new(7).uuid(), SeededEntropy::new(7).uuid());
        let entropy = SeededEntropy::new(7);
        assert_ne!(entropy.uuid(), entropy.uuid());
    }

    #[test]
    fn neighbours_lie_in_the_order_in_which_they_were_made_and_differ_from_other_runs() {
        let entropy = SeededEntropy::new(7);
        let run = Neighbours(AtomicU64::new(0x00ab_0000_0000_0000));
        let ids: Vec<_> = (0..1_000).map(|_| run.uuid(&entropy)).collect();
        assert!(ids.is_sorted() && ids.iter().all(|id| id.get_version_num() == 4));
        let other = Neighbours::somewhere(&entropy);
        assert_ne!(
            other.uuid(&entropy).as_bytes()[..6],
            Neighbours::somewhere(&entropy).uuid(&entropy).as_bytes()[..6]
        );
    }

    #[test]
    fn ids_are_of_the_random_version() {
        assert_eq!(SystemEntropy.uuid().get_version_num(), 4);
    }
}
