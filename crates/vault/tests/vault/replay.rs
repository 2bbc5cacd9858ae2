//! What a replay of the log finds.

use std::collections::HashMap;

use proptest::prelude::*;
use vault::merkle::{Checked, Fault, FaultKind, Frontier, Hash, NodeId, Replay, leaf_hash, root};

type Store = HashMap<NodeId, Hash>;

struct Log {
    entries: Vec<Vec<u8>>,
    store: Store,
    checkpoints: Vec<(u64, Hash)>,
}

/// An honest log with a checkpoint at each of these sizes.
fn log(size: u64, signed: &[u64]) -> Log {
    let entries: Vec<Vec<u8>> = (0..size).map(|i| format!("entry {i}").into_bytes()).collect();
    let store = stored(&entries);
    let checkpoints = signed.iter().map(|size| (*size, root(*size, &store).unwrap())).collect();
    Log { entries, store, checkpoints }
}

fn stored(entries: &[Vec<u8>]) -> Store {
    let mut frontier = Frontier::empty();
    entries.iter().flat_map(|entry| frontier.push(leaf_hash(entry))).map(|node| (node.id, node.hash)).collect()
}

fn replay(log: &Log) -> Checked {
    let mut replay = Replay::new(log.checkpoints.clone());
    log.entries.iter().for_each(|entry| replay.push(leaf_hash(entry), &log.store));
    replay.finish()
}

fn fault(kind: FaultKind, first_leaf: u64, end: u64) -> Fault {
    Fault { kind, first_leaf, end }
}

#[test]
fn an_altered_entry_is_named_and_nothing_else_is() {
    for altered in 0..37 {
        let mut log = log(37, &[37]);
        log.entries[altered] = b"altered".to_vec();
        let at = altered as u64;
        assert_eq!(replay(&log).faults, [fault(FaultKind::Entry, at, at + 1)]);
    }
}

#[test]
fn an_altered_stored_hash_is_told_from_an_altered_entry() {
    let honest = log(37, &[37]);
    for id in honest.store.keys() {
        let mut log = log(37, &[37]);
        log.store.insert(*id, [0; 32]);
        assert_eq!(replay(&log).faults, [fault(FaultKind::Node, id.first_leaf(), id.end())], "{id:?}");
    }
}

#[test]
fn an_entry_altered_together_with_its_hash_is_named_by_the_row_above() {
    let mut log = log(40, &[40]);
    log.entries[21] = b"altered".to_vec();
    log.store.insert(NodeId::new(0, 21), leaf_hash(b"altered"));
    assert_eq!(replay(&log).faults, [fault(FaultKind::Entry, 20, 22)]);
}

#[test]
fn a_part_rewritten_with_all_its_hashes_lies_between_two_checkpoints() {
    let mut log = log(50, &[10, 20, 30, 50]);
    log.entries[23] = b"altered".to_vec();
    log.store = stored(&log.entries);
    let checked = replay(&log);
    assert_eq!(checked.first_fault(), Some(&fault(FaultKind::Checkpoint, 20, 30)));
    assert_eq!(checked.checkpoints, 2);
}

#[test]
fn a_removed_entry_is_named_where_it_stood() {
    let mut log = log(50, &[50]);
    log.entries.remove(12);
    let checked = replay(&log);
    assert_eq!(checked.first_fault(), Some(&fault(FaultKind::Entry, 12, 13)));
    assert!(checked.faults.contains(&fault(FaultKind::Cut, 49, 50)));
}

#[test]
fn an_inserted_entry_is_named_where_it_stands() {
    let mut log = log(50, &[50]);
    log.entries.insert(12, b"inserted".to_vec());
    assert_eq!(replay(&log).first_fault(), Some(&fault(FaultKind::Entry, 12, 13)));
}

#[test]
fn a_log_cut_at_its_end_is_seen_by_a_later_checkpoint() {
    let mut log = log(50, &[20, 50, 40]);
    log.entries.truncate(33);
    log.store = stored(&log.entries);
    assert_eq!(replay(&log).faults, [fault(FaultKind::Cut, 33, 50)]);
}

#[test]
fn a_missing_stored_hash_is_named() {
    let mut log = log(16, &[16]);
    log.store.remove(&NodeId::new(2, 1));
    assert_eq!(replay(&log).faults, [fault(FaultKind::NodeMissing, 4, 8)]);
}

#[test]
fn two_checkpoints_of_one_size_cannot_both_fit() {
    let mut log = log(16, &[8, 16]);
    log.checkpoints.push((8, [1; 32]));
    let checked = replay(&log);
    assert_eq!(checked.checkpoints, 2);
    assert_eq!(checked.faults.len(), 1);
    assert_eq!(checked.faults[0].kind, FaultKind::Checkpoint);
}

#[test]
fn a_last_entry_without_anything_above_it_stays_unclear() {
    let mut log = log(9, &[8]);
    log.entries[8] = b"altered".to_vec();
    assert_eq!(replay(&log).faults, [fault(FaultKind::Unclear, 8, 9)]);
}

#[test]
fn a_flood_of_faults_is_counted_and_not_kept() {
    let mut log = log(2_500, &[]);
    log.entries.iter_mut().for_each(|entry| entry.push(b'x'));
    let checked = replay(&log);
    assert_eq!(checked.faults.len(), Replay::MOST_FAULTS);
    assert_eq!(checked.more_faults, 1_500);
}

proptest! {
    #[test]
    fn an_honest_log_is_intact(size in 0_u64..200, signed in proptest::collection::vec(0_u64..200, 0..5)) {
        let signed: Vec<u64> = signed.into_iter().map(|at| at % (size + 1)).collect();
        let log = log(size, &signed);
        let checked = replay(&log);
        prop_assert!(checked.is_intact());
        prop_assert_eq!(checked.size, size);
        prop_assert_eq!(checked.root, root(size, &log.store).unwrap());
    }

    #[test]
    fn every_altered_entry_is_found_and_only_those(
        size in 1_u64..200, altered in proptest::collection::vec(any::<prop::sample::Index>(), 1..6),
    ) {
        let mut log = log(size, &[size]);
        let altered: std::collections::BTreeSet<usize> =
            altered.iter().map(|index| index.index(usize::try_from(size).unwrap())).collect();
        for place in &altered {
            log.entries[*place].push(b'!');
        }
        let found: Vec<Fault> = replay(&log).faults;
        let expected: Vec<Fault> = altered.iter().map(|at| fault(FaultKind::Entry, *at as u64, *at as u64 + 1)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn no_tampering_with_entries_and_hashes_passes_a_checkpoint(
        size in 1_u64..120, place in any::<prop::sample::Index>(), levels in 0_u8..8,
    ) {
        // An attacker who rewrites an entry and all hashes above it up to some level.
        let mut log = log(size, &[size]);
        let place = place.index(usize::try_from(size).unwrap());
        log.entries[place].push(b'!');
        let rewritten = stored(&log.entries);
        for (id, hash) in rewritten {
            if id.level <= levels {
                log.store.insert(id, hash);
            }
        }
        let checked = replay(&log);
        let named = checked.first_fault().copied();
        prop_assert!(named.is_some_and(|f| f.first_leaf <= place as u64 && (place as u64) < f.end), "{:?}", named);
    }
}
