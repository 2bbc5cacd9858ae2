//! Making proofs (RFC 6962, 2.1.1 and 2.1.2).

use super::tree::{Span, split};
use super::{Hash, MerkleError, NodeId, Nodes};

/// The stored nodes that [`inclusion_proof`] reads.
/// Error: [`MerkleError::OutOfRange`].
pub fn inclusion_nodes(index: u64, size: u64) -> Result<Vec<NodeId>, MerkleError> {
    Ok(inclusion_spans(index, size)?.into_iter().flat_map(Span::nodes).collect())
}

/// The audit path of leaf `index` in the log of `size` entries: hashes from the leaf up to the root.
/// Errors: [`MerkleError::OutOfRange`], [`MerkleError::MissingNode`].
pub fn inclusion_proof(index: u64, size: u64, nodes: &(impl Nodes + ?Sized)) -> Result<Vec<Hash>, MerkleError> {
    inclusion_spans(index, size)?.into_iter().map(|span| span.hash(nodes)).collect()
}

/// The stored nodes that [`consistency_proof`] reads.
/// Error: [`MerkleError::OutOfRange`].
pub fn consistency_nodes(old: u64, new: u64) -> Result<Vec<NodeId>, MerkleError> {
    Ok(consistency_spans(old, new)?.into_iter().flat_map(Span::nodes).collect())
}

/// The proof that the log of `old` entries is the beginning of the log of `new` entries. It is empty when `old` is 0
/// or equals `new`.
/// Errors: [`MerkleError::OutOfRange`], [`MerkleError::MissingNode`].
pub fn consistency_proof(old: u64, new: u64, nodes: &(impl Nodes + ?Sized)) -> Result<Vec<Hash>, MerkleError> {
    consistency_spans(old, new)?.into_iter().map(|span| span.hash(nodes)).collect()
}

/// PATH(m, D[n]): at each split the half without the leaf.
fn inclusion_spans(index: u64, size: u64) -> Result<Vec<Span>, MerkleError> {
    if index >= size {
        return Err(MerkleError::OutOfRange { asked: index, size });
    }
    let mut spans = Vec::new();
    let mut here = Span { from: 0, until: size };
    while here.leaves() > 1 {
        let middle = here.from + split(here.leaves());
        let (left, right) = (Span { until: middle, ..here }, Span { from: middle, ..here });
        let (inside, outside) = if index < middle { (left, right) } else { (right, left) };
        spans.push(outside);
        here = inside;
    }
    spans.reverse();
    Ok(spans)
}

/// PROOF(m, D[n]): down to the subtree that ends where the old log ended.
fn consistency_spans(old: u64, new: u64) -> Result<Vec<Span>, MerkleError> {
    if old > new {
        return Err(MerkleError::OutOfRange { asked: old, size: new });
    }
    let mut spans = Vec::new();
    if old == 0 || old == new {
        return Ok(spans);
    }
    let mut here = Span { from: 0, until: new };
    while here.until != old {
        let middle = here.from + split(here.leaves());
        let (left, right) = (Span { until: middle, ..here }, Span { from: middle, ..here });
        let (inside, outside) = if old <= middle { (left, right) } else { (right, left) };
        spans.push(outside);
        here = inside;
    }
    // The verifier already holds the old root; it needs this subtree only when the old root is more than it.
    if here.from != 0 {
        spans.push(here);
    }
    spans.reverse();
    Ok(spans)
}
