//! Appending many leaves without reading the store.

use super::tree::join;
use super::{Hash, MerkleError, Node, NodeId, Nodes, node_hash, root_nodes};

/// The right edge of a log: its largest complete subtrees, at most 64 hashes, from which it can grow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    /// Largest (leftmost) first; levels strictly fall.
    edge: Vec<Node>,
}

impl Frontier {
    /// Of an empty log.
    pub const fn empty() -> Self {
        Self { size: 0, edge: Vec::new() }
    }

    /// Of a log of `size` entries; `nodes` must hold what [`root_nodes`] names.
    /// Error: [`MerkleError::MissingNode`].
    pub fn new(size: u64, nodes: &(impl Nodes + ?Sized)) -> Result<Self, MerkleError> {
        let read = |id| nodes.node(id).map(|hash| Node { id, hash }).ok_or(MerkleError::MissingNode(id));
        Ok(Self { size, edge: root_nodes(size).into_iter().map(read).collect::<Result<_, _>>()? })
    }

    /// Adds a leaf and returns the rows to store, lowest first: the same as [`append`](super::append) gives.
    pub fn push(&mut self, leaf: Hash) -> Vec<Node> {
        let mut rows = Vec::with_capacity(2);
        self.push_into(leaf, &mut rows);
        rows
    }

    /// Adds a leaf and appends the rows to store to `rows`, for long batches.
    pub fn push_into(&mut self, leaf: Hash, rows: &mut Vec<Node>) {
        let mut node = Node { id: NodeId::new(0, self.size), hash: leaf };
        rows.push(node);
        while let Some(left) = self.edge.pop_if(|left| left.id.level == node.id.level) {
            let id = NodeId::new(node.id.level + 1, node.id.index >> 1);
            node = Node { id, hash: node_hash(&left.hash, &node.hash) };
            rows.push(node);
        }
        self.edge.push(node);
        self.size += 1;
    }

    /// The root over everything so far.
    pub fn root(&self) -> Hash {
        join(self.edge.iter().map(|node| node.hash))
    }

    /// How many leaves there are.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The complete subtrees of the right edge, largest first.
    pub fn nodes(&self) -> &[Node] {
        &self.edge
    }
}
