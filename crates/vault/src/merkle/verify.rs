//! Checking proofs without a store, by the algorithms of RFC 9162 (2.1.3.2 and 2.1.4.2), which fit RFC 6962 proofs.

use super::{Hash, MerkleError, empty_root, node_hash};

/// Whether the leaf stands at `index` in the log of `size` entries with this root.
/// Errors: [`MerkleError::OutOfRange`], [`MerkleError::ProofRefused`].
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, proof: &[Hash], root: &Hash) -> Result<(), MerkleError> {
    if index >= size {
        return Err(MerkleError::OutOfRange { asked: index, size });
    }
    let (mut place, mut last) = (index, size - 1);
    let mut hash = *leaf;
    for step in proof {
        if last == 0 {
            return Err(MerkleError::ProofRefused);
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(step, &hash);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, step);
        }
        place >>= 1;
        last >>= 1;
    }
    if last == 0 && hash == *root { Ok(()) } else { Err(MerkleError::ProofRefused) }
}

/// Whether the log of `old` entries with root `old_root` is the beginning of the log of `new` entries with
/// `new_root`. From nothing to anything is consistent when `old_root` is that of an empty log and the proof is empty.
/// Errors: [`MerkleError::OutOfRange`], [`MerkleError::ProofRefused`].
pub fn verify_consistency(
    old: u64,
    new: u64,
    proof: &[Hash],
    old_root: &Hash,
    new_root: &Hash,
) -> Result<(), MerkleError> {
    if old > new {
        return Err(MerkleError::OutOfRange { asked: old, size: new });
    }
    let accepted = if old == new {
        proof.is_empty() && old_root == new_root && (old != 0 || *old_root == empty_root())
    } else if old == 0 {
        proof.is_empty() && *old_root == empty_root()
    } else {
        roots_of(old, new, proof, old_root).is_some_and(|roots| roots == (*old_root, *new_root))
    };
    if accepted { Ok(()) } else { Err(MerkleError::ProofRefused) }
}

/// The two roots that a consistency proof leads to, for `0 < old < new`.
fn roots_of(old: u64, new: u64, proof: &[Hash], old_root: &Hash) -> Option<(Hash, Hash)> {
    let (mut place, mut last) = (old - 1, new - 1);
    // A complete old tree is itself the first step and is left out of the proof.
    let (first, rest) =
        if old.is_power_of_two() { (*old_root, proof) } else { proof.split_first().map(|(f, r)| (*f, r))? };
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (mut before, mut after) = (first, first);
    for step in rest {
        if last == 0 {
            return None;
        }
        if place & 1 == 1 || place == last {
            before = node_hash(step, &before);
            after = node_hash(step, &after);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            after = node_hash(&after, step);
        }
        place >>= 1;
        last >>= 1;
    }
    (last == 0).then_some((before, after))
}
