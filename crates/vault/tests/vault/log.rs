//! The Merkle tree beside `ct-merkle` and the vectors of RFC 6962's reference implementation.

use std::collections::HashMap;

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash};
use proptest::prelude::*;
use sha2::Sha256;
use vault::merkle::{
    Frontier, Hash, MerkleError, NodeId, append, append_nodes, consistency_nodes, consistency_proof, empty_root,
    inclusion_nodes, inclusion_proof, leaf_hash, root, root_nodes, verify_consistency, verify_inclusion,
};

use crate::vectors;

type Store = HashMap<NodeId, Hash>;

fn leaf(i: u64) -> Vec<u8> {
    format!("entry {i}").into_bytes()
}

/// A log of `size` entries, grown one by one from its own store.
fn grown(size: u64) -> Store {
    let mut store = Store::new();
    for i in 0..size {
        let rows = append(i, leaf_hash(&leaf(i)), &store).unwrap();
        store.extend(rows.into_iter().map(|node| (node.id, node.hash)));
    }
    store
}

/// Only the named nodes of a store: what an asynchronous store would have fetched.
fn fetched(store: &Store, ids: &[NodeId]) -> Store {
    ids.iter().map(|id| (*id, store[id])).collect()
}

fn oracle(size: u64) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    (0..size).for_each(|i| tree.push(leaf(i)));
    tree
}

#[test]
fn the_roots_are_those_of_the_reference_implementation() {
    let leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::empty();
    assert_eq!(frontier.root(), empty_root());
    for (size, expected) in roots.iter().enumerate() {
        assert_eq!(frontier.root().to_vec(), vectors::bytes(expected), "size {size}");
        if let Some(leaf) = leaves.get(size) {
            frontier.push(leaf_hash(&vectors::bytes(leaf)));
        }
    }
}

#[test]
fn every_root_and_inclusion_proof_equals_the_oracles() -> Result<(), MerkleError> {
    const LARGEST: u64 = 130;
    let store = grown(LARGEST);
    for size in 1..=LARGEST {
        let tree = oracle(size);
        let expected = tree.root();
        let ours = root(size, &fetched(&store, &root_nodes(size)))?;
        assert_eq!(ours.as_slice(), expected.as_bytes().as_slice());
        for index in 0..size {
            let nodes = fetched(&store, &inclusion_nodes(index, size)?);
            let proof = inclusion_proof(index, size, &nodes)?;
            let theirs = tree.prove_inclusion(usize::try_from(index).unwrap());
            assert_eq!(proof.concat(), theirs.as_bytes(), "leaf {index} of {size}");
            verify_inclusion(&leaf_hash(&leaf(index)), index, size, &proof, &ours)?;
        }
    }
    Ok(())
}

#[test]
fn every_consistency_proof_equals_the_oracles() -> Result<(), MerkleError> {
    const LARGEST: u64 = 130;
    let store = grown(LARGEST);
    for new in 1..=LARGEST {
        let tree = oracle(new);
        let new_root = root(new, &store)?;
        for old in 1..=new {
            let nodes = fetched(&store, &consistency_nodes(old, new)?);
            let proof = consistency_proof(old, new, &nodes)?;
            let theirs = tree.prove_consistency(usize::try_from(new - old).unwrap());
            assert_eq!(proof.concat(), theirs.as_bytes(), "{old} to {new}");
            verify_consistency(old, new, &proof, &root(old, &store)?, &new_root)?;
        }
    }
    Ok(())
}

#[test]
fn from_nothing_to_anything_is_consistent_only_with_the_empty_root() {
    assert_eq!(verify_consistency(0, 9, &[], &empty_root(), &[1; 32]), Ok(()));
    assert_eq!(verify_consistency(0, 9, &[], &[1; 32], &[1; 32]), Err(MerkleError::ProofRefused));
    assert_eq!(verify_consistency(0, 0, &[], &empty_root(), &empty_root()), Ok(()));
    assert_eq!(verify_consistency(0, 0, &[], &[1; 32], &[1; 32]), Err(MerkleError::ProofRefused));
}

#[test]
fn what_is_beyond_the_log_is_an_error() {
    let store = grown(5);
    let beyond = |asked| MerkleError::OutOfRange { asked, size: 5 };
    assert_eq!(inclusion_proof(5, 5, &store), Err(beyond(5)));
    assert_eq!(consistency_proof(6, 5, &store), Err(beyond(6)));
    assert_eq!(verify_inclusion(&[0; 32], 5, 5, &[], &[0; 32]), Err(beyond(5)));
    assert_eq!(verify_consistency(6, 5, &[], &[0; 32], &[0; 32]), Err(beyond(6)));
    assert_eq!(root(7, &store), Err(MerkleError::MissingNode(NodeId::new(1, 2))));
}

#[test]
fn sizes_near_the_end_of_the_number_range_do_not_panic() -> Result<(), MerkleError> {
    let anything = |_: NodeId| Some([0_u8; 32]);
    for size in [u64::MAX, u64::MAX - 1, 1 << 63, (1 << 63) + 1] {
        root(size, &anything)?;
        consistency_proof(1, size, &anything)?;
        let proof = inclusion_proof(size - 1, size, &anything)?;
        assert!(verify_inclusion(&[1; 32], size - 1, size, &proof, &[0; 32]).is_err());
        assert!(verify_consistency(3, size, &proof, &[0; 32], &[1; 32]).is_err());
    }
    Ok(())
}

#[test]
fn a_log_keeps_about_two_rows_an_entry() {
    assert_eq!(grown(1024).len(), 2047);
}

proptest! {
    #[test]
    fn a_batch_stores_the_same_rows_as_single_appends(start in 0_u64..70, more in 0_u64..70) {
        let mut store = grown(start);
        let mut frontier = Frontier::new(start, &fetched(&store, &root_nodes(start))).unwrap();
        let mut rows = Vec::new();
        for i in start..start + more {
            frontier.push_into(leaf_hash(&leaf(i)), &mut rows);
        }
        store.extend(rows.into_iter().map(|node| (node.id, node.hash)));
        prop_assert_eq!(&store, &grown(start + more));
        prop_assert_eq!(frontier.size(), start + more);
        prop_assert_eq!(frontier.root(), root(start + more, &store).unwrap());
        prop_assert_eq!(Frontier::new(start + more, &store).unwrap(), frontier);
    }

    #[test]
    fn a_single_append_reads_only_the_nodes_it_names(size in 0_u64..300) {
        let store = grown(size);
        let nodes = fetched(&store, &append_nodes(size));
        prop_assert_eq!(append(size, [7; 32], &nodes), append(size, [7; 32], &store));
    }

    #[test]
    fn a_tampered_inclusion_proof_is_refused(size in 2_u64..400, index: u64, bit in any::<prop::sample::Index>()) {
        let index = index % size;
        let store = grown(size);
        let (root, hash) = (root(size, &store).unwrap(), leaf_hash(&leaf(index)));
        let proof = inclusion_proof(index, size, &store).unwrap();
        let refused = |leaf: &Hash, index, size, proof: &[Hash], root: &Hash| {
            verify_inclusion(leaf, index, size, proof, root).is_err()
        };
        let mut flipped = proof.clone();
        let bit = bit.index(flipped.len() * 256);
        flipped[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        prop_assert!(refused(&hash, index, size, &flipped, &root));
        prop_assert!(refused(&hash, index, size, &proof[1..], &root));
        prop_assert!(refused(&hash, index, size, &[proof.clone(), vec![[0; 32]]].concat(), &root));
        prop_assert!(refused(&leaf_hash(b"other"), index, size, &proof, &root));
        prop_assert!(refused(&hash, (index + 1) % size, size, &proof, &root));
        prop_assert!(refused(&hash, index, size, &proof, &[0; 32]));
    }

    #[test]
    fn a_tampered_consistency_proof_is_refused(new in 2_u64..400, old: u64, bit in any::<prop::sample::Index>()) {
        let old = old % (new - 1) + 1;
        let store = grown(new);
        let (old_root, new_root) = (root(old, &store).unwrap(), root(new, &store).unwrap());
        let proof = consistency_proof(old, new, &store).unwrap();
        let mut flipped = proof.clone();
        let bit = bit.index(flipped.len() * 256);
        flipped[bit / 256][bit % 256 / 8] ^= 1 << (bit % 8);
        prop_assert!(verify_consistency(old, new, &flipped, &old_root, &new_root).is_err());
        prop_assert!(verify_consistency(old, new, &proof[1..], &old_root, &new_root).is_err());
        prop_assert!(verify_consistency(old, new, &proof, &new_root, &new_root).is_err());
        prop_assert!(verify_consistency(old, new, &proof, &old_root, &old_root).is_err());
        prop_assert!(verify_consistency(old, new, &[], &old_root, &new_root).is_err());
    }

    #[test]
    fn the_oracle_accepts_our_proofs_of_larger_logs(new in 300_u64..600, old in 1_u64..300, index in 0_u64..300) {
        let store = grown(new);
        let ours = RootHash::<Sha256>::new(root(new, &store).unwrap().into(), new);
        let before = RootHash::<Sha256>::new(root(old, &store).unwrap().into(), old);
        let proof = InclusionProof::try_from_bytes(inclusion_proof(index, new, &store).unwrap().concat()).unwrap();
        prop_assert!(ours.verify_inclusion(&leaf(index), index, &proof).is_ok());
        let proof = ConsistencyProof::try_from_bytes(consistency_proof(old, new, &store).unwrap().concat()).unwrap();
        prop_assert!(ours.verify_consistency(&before, &proof).is_ok());
    }
}
