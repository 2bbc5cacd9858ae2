//! The Merkle tree of the audit log, in the shape of RFC 6962 (section 2.1) with SHA-256.
//!
//! The store keeps one row for each *complete* subtree: a [`Node`] at `(level, index)` covers the leaves
//! `index << level` up to `(index + 1) << level`; level 0 are the leaf hashes. That is about two rows a leaf, rows
//! never change, and every root and proof of every size, past ones too, is made of them.
//!
//! Reading is in two steps, so that an asynchronous store needs no callback: a `*_nodes` function names the rows to
//! fetch (at most some 2 log₂ n), the function proper computes from them. Anything that can look up a node is a
//! [`Nodes`]: a map, a slice of fetched rows, or a closure.

mod audit;
mod frontier;
mod proof;
mod tree;
mod verify;

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

pub use audit::{Checked, Fault, FaultKind, Replay};
pub use frontier::Frontier;
pub use proof::{consistency_nodes, consistency_proof, inclusion_nodes, inclusion_proof};
pub use tree::{append, append_nodes, root, root_nodes};
pub use verify::{verify_consistency, verify_inclusion};

/// A SHA-256 value.
pub type Hash = [u8; 32];

/// Where a complete subtree stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId {
    /// Height: the subtree has `1 << level` leaves. At most 63.
    pub level: u8,
    /// Place among the subtrees of this height, from 0.
    pub index: u64,
}

impl NodeId {
    /// A place.
    pub const fn new(level: u8, index: u64) -> Self {
        Self { level, index }
    }

    /// The first leaf that it covers.
    pub const fn first_leaf(self) -> u64 {
        self.index << self.level
    }

    /// The leaf after the last one that it covers.
    pub const fn end(self) -> u64 {
        (self.index + 1) << self.level
    }
}

/// A complete subtree: one row of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Where it stands.
    pub id: NodeId,
    /// Its hash.
    pub hash: Hash,
}

/// What the tree functions refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MerkleError {
    /// The store has no such row, although the tree is large enough to need it.
    #[error("the log lacks its node {} of level {}", .0.index, .0.level)]
    MissingNode(NodeId),
    /// A leaf or a size beyond the tree.
    #[error("{asked} is beyond a log of {size} entries")]
    OutOfRange {
        /// The leaf index or old size asked for.
        asked: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The proof does not lead to the root.
    #[error("the proof does not fit")]
    ProofRefused,
}

/// Somewhere to read stored nodes from.
pub trait Nodes {
    /// The hash of a complete subtree, if stored.
    fn node(&self, id: NodeId) -> Option<Hash>;
}

impl<F: Fn(NodeId) -> Option<Hash>> Nodes for F {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self(id)
    }
}

impl<S: std::hash::BuildHasher> Nodes for HashMap<NodeId, Hash, S> {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self.get(&id).copied()
    }
}

impl Nodes for BTreeMap<NodeId, Hash> {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self.get(&id).copied()
    }
}

/// A handful of fetched rows, in any order.
impl Nodes for [Node] {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self.iter().find(|node| node.id == id).map(|node| node.hash)
    }
}

/// A handful of fetched rows, in any order.
impl Nodes for Vec<Node> {
    fn node(&self, id: NodeId) -> Option<Hash> {
        self.as_slice().node(id)
    }
}

/// The hash of a leaf's bytes: SHA-256(0x00 ‖ bytes).
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// The hash of an inner node: SHA-256(0x01 ‖ left ‖ right).
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of a log without entries: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}
