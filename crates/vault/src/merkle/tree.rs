//! Growing the tree and its root.

use super::{Hash, MerkleError, Node, NodeId, Nodes, empty_root, node_hash};

/// A run of leaves that forms one subtree in some tree of the log: it starts at a multiple of the power of two that
/// its length needs. It is not complete when it ends where the log ended.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) from: u64,
    pub(super) until: u64,
}

impl Span {
    pub(super) const fn leaves(self) -> u64 {
        self.until - self.from
    }

    /// The complete subtrees that make it up, largest first.
    pub(super) fn nodes(self) -> impl Iterator<Item = NodeId> {
        let mut from = self.from;
        std::iter::from_fn(move || {
            let left = self.until - from;
            let level = u8::try_from(left.checked_ilog2()?).unwrap_or(u8::MAX);
            let id = NodeId::new(level, from >> level);
            from = id.end();
            Some(id)
        })
    }

    /// Its hash: the complete subtrees joined from the right. A span without leaves has no hash of its own.
    pub(super) fn hash(self, nodes: &(impl Nodes + ?Sized)) -> Result<Hash, MerkleError> {
        let mut parts = Vec::with_capacity(16);
        for id in self.nodes() {
            parts.push(nodes.node(id).ok_or(MerkleError::MissingNode(id))?);
        }
        Ok(join(parts.into_iter()))
    }
}

/// Joins complete subtrees, largest first, into the root over all of them.
pub(super) fn join(parts: impl DoubleEndedIterator<Item = Hash>) -> Hash {
    parts.rev().reduce(|right, left| node_hash(&left, &right)).unwrap_or_else(empty_root)
}

/// The largest power of two below `leaves` (2 or more): where RFC 6962 splits a tree.
pub(super) const fn split(leaves: u64) -> u64 {
    1 << (leaves - 1).ilog2()
}

/// The stored nodes from which [`root`] computes; also what [`Frontier::new`](super::Frontier::new) starts from.
pub fn root_nodes(size: u64) -> Vec<NodeId> {
    Span { from: 0, until: size }.nodes().collect()
}

/// The root of the log's first `size` entries.
/// Error: [`MerkleError::MissingNode`].
pub fn root(size: u64, nodes: &(impl Nodes + ?Sized)) -> Result<Hash, MerkleError> {
    Span { from: 0, until: size }.hash(nodes)
}

/// The stored nodes that [`append`] reads: as many as `size` ends in ones, in binary.
pub fn append_nodes(size: u64) -> Vec<NodeId> {
    (0_u8..64).take_while(|level| size >> level & 1 == 1).map(|level| NodeId::new(level, (size >> level) - 1)).collect()
}

/// The rows to store when a leaf joins a log of `size` entries: the leaf itself and every subtree it completes,
/// lowest first.
/// Error: [`MerkleError::MissingNode`].
pub fn append(size: u64, leaf: Hash, nodes: &(impl Nodes + ?Sized)) -> Result<Vec<Node>, MerkleError> {
    let mut rows = vec![Node { id: NodeId::new(0, size), hash: leaf }];
    let mut hash = leaf;
    for sibling in append_nodes(size) {
        let left = nodes.node(sibling).ok_or(MerkleError::MissingNode(sibling))?;
        hash = node_hash(&left, &hash);
        rows.push(Node { id: NodeId::new(sibling.level + 1, sibling.index >> 1), hash });
    }
    Ok(rows)
}
