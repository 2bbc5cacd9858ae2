//! Replaying a whole log against what is stored and what was signed, to name what was altered.
//!
//! Every entry's hash is computed again and pushed in order. Each complete subtree is compared with its stored row,
//! and the root with every signed checkpoint on the way. A difference alone does not tell whether the entry or the
//! stored hash was altered; the row above it does, or the next checkpoint: it fits one of the two. So a difference is
//! kept as a doubt until something above settles it, and one altered entry gives one fault, not one at every level.

use super::tree::join;
use super::{Hash, Node, NodeId, Nodes, node_hash};

/// What sort of fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// An entry in the range is not the one that was logged: altered, removed or inserted.
    Entry,
    /// The entries are right; a stored hash over them was altered.
    Node,
    /// Entry and stored hash disagree and nothing above tells which is right.
    Unclear,
    /// A stored hash over the range is missing.
    NodeMissing,
    /// Entries and stored hashes agree, but a signed checkpoint was made over others: the range was rewritten as a
    /// whole. It starts at the last checkpoint that fits.
    Checkpoint,
    /// The log ends before a signed checkpoint: the range was cut off.
    Cut,
}

/// Where the log differs from what it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What sort.
    pub kind: FaultKind,
    /// The first entry that can be concerned, counted from 0.
    pub first_leaf: u64,
    /// The entry after the last one that can be concerned.
    pub end: u64,
}

/// The outcome of a replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Entries replayed.
    pub size: u64,
    /// Root over the entries as they are now.
    pub root: Hash,
    /// Checkpoints that fit.
    pub checkpoints: usize,
    /// Faults by first entry, the narrower first; at most [`Replay::MOST_FAULTS`].
    pub faults: Vec<Fault>,
    /// Faults beyond those.
    pub more_faults: u64,
}

impl Checked {
    /// Whether nothing was found.
    pub fn is_intact(&self) -> bool {
        self.faults.is_empty()
    }

    /// The fault that starts first.
    pub fn first_fault(&self) -> Option<&Fault> {
        self.faults.first()
    }
}

/// A complete subtree of the right edge, as computed, with the stored hash beside it while they differ.
#[derive(Debug, Clone, Copy)]
struct Edge {
    node: Node,
    doubt: Option<Doubt>,
}

#[derive(Debug, Clone, Copy)]
struct Doubt {
    stored: Hash,
    /// Its fault, unless there were too many to keep.
    fault: Option<usize>,
}

/// One of the two hashes that an edge may have, and whether it is the stored one.
#[derive(Debug, Clone, Copy)]
struct Choice {
    hash: Hash,
    is_stored: bool,
}

impl Edge {
    fn choices(&self) -> impl Iterator<Item = Choice> + use<> {
        let computed = Choice { hash: self.node.hash, is_stored: false };
        [Some(computed), self.doubt.map(|doubt| Choice { hash: doubt.stored, is_stored: true })].into_iter().flatten()
    }
}

/// Replays a log entry by entry.
#[derive(Debug)]
pub struct Replay {
    size: u64,
    edge: Vec<Edge>,
    /// Signed `(size, root)` still ahead, the nearest last.
    ahead: Vec<(u64, Hash)>,
    fitting: usize,
    /// Size of the last checkpoint that fitted.
    trusted: u64,
    faults: Vec<Fault>,
    more_faults: u64,
}

impl Replay {
    /// So many faults are kept; the rest is counted. An inserted entry shifts all later ones.
    pub const MOST_FAULTS: usize = 1_000;
    /// So many doubts at once are tried in all combinations against a checkpoint.
    const MOST_DOUBTS: usize = 8;

    /// Starts at the first entry. `checkpoints` are the signed `(size, root)` pairs, in any order, their signatures
    /// already checked.
    pub fn new(checkpoints: impl IntoIterator<Item = (u64, Hash)>) -> Self {
        let mut ahead: Vec<_> = checkpoints.into_iter().collect();
        ahead.sort_by(|one, other| other.cmp(one));
        ahead.dedup();
        let mut replay =
            Self { size: 0, edge: Vec::new(), ahead, fitting: 0, trusted: 0, faults: Vec::new(), more_faults: 0 };
        replay.meet_checkpoints();
        replay
    }

    /// How many entries were replayed.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The next entry's hash, computed from the entry itself. `stored` must know the nodes that this leaf completes:
    /// those whose [`NodeId::end`] is this leaf's index plus one.
    pub fn push(&mut self, leaf: Hash, stored: &(impl Nodes + ?Sized)) {
        let id = NodeId::new(0, self.size);
        let mut edge = self.compare(Node { id, hash: leaf }, stored.node(id));
        while let Some(left) = self.edge.pop_if(|left| left.node.id.level == edge.node.id.level) {
            edge = self.join_pair(left, edge, stored);
        }
        self.edge.push(edge);
        self.size += 1;
        self.meet_checkpoints();
    }

    /// Ends the replay: checkpoints still ahead mean that the log was cut.
    pub fn finish(mut self) -> Checked {
        if let Some((signed, _)) = self.ahead.first().copied() {
            self.report(FaultKind::Cut, self.size, signed);
        }
        let mut faults = self.faults;
        faults.sort_by_key(|fault| (fault.first_leaf, fault.end));
        Checked {
            size: self.size,
            root: join(self.edge.iter().map(|edge| edge.node.hash)),
            checkpoints: self.fitting,
            faults,
            more_faults: self.more_faults,
        }
    }

    /// A leaf beside its stored row.
    fn compare(&mut self, node: Node, stored: Option<Hash>) -> Edge {
        let doubt = match stored {
            Some(stored) if stored == node.hash => None,
            Some(stored) => {
                let fault = self.report(FaultKind::Unclear, node.id.first_leaf(), node.id.end());
                Some(Doubt { stored, fault })
            }
            None => {
                self.report(FaultKind::NodeMissing, node.id.first_leaf(), node.id.end());
                None
            }
        };
        Edge { node, doubt }
    }

    /// Two neighbours become one subtree; its stored row settles their doubts when it fits one of the combinations.
    fn join_pair(&mut self, left: Edge, right: Edge, stored: &(impl Nodes + ?Sized)) -> Edge {
        let id = NodeId::new(left.node.id.level + 1, left.node.id.index >> 1);
        let node = Node { id, hash: node_hash(&left.node.hash, &right.node.hash) };
        let Some(kept) = stored.node(id) else { return self.compare(node, None) };
        for one in left.choices() {
            for other in right.choices() {
                if node_hash(&one.hash, &other.hash) == kept {
                    self.settle(&left, one);
                    self.settle(&right, other);
                    return Edge { node: Node { id, hash: kept }, doubt: None };
                }
            }
        }
        // Nothing fits. A doubt below may be the cause: then it stays the one fault, told by its narrower range.
        match left.doubt.or(right.doubt) {
            Some(below) => Edge { node, doubt: Some(Doubt { stored: kept, fault: below.fault }) },
            None => self.compare(node, Some(kept)),
        }
    }

    /// The truth above fits one of an edge's two hashes.
    fn settle(&mut self, edge: &Edge, right: Choice) {
        if let Some(fault) = edge.doubt.and_then(|doubt| doubt.fault).and_then(|place| self.faults.get_mut(place)) {
            fault.kind = if right.is_stored { FaultKind::Entry } else { FaultKind::Node };
        }
    }

    /// Compares the root with every checkpoint of the present size.
    fn meet_checkpoints(&mut self) {
        while let Some((size, root)) = self.ahead.pop_if(|(size, _)| *size == self.size) {
            match self.fitting_choices(&root) {
                Some(choices) => {
                    self.fitting += 1;
                    self.trusted = size;
                    for (place, choice) in choices.into_iter().enumerate() {
                        let edge = self.edge[place];
                        self.settle(&edge, choice);
                        self.edge[place] = Edge { node: Node { hash: choice.hash, ..edge.node }, doubt: None };
                    }
                }
                None => {
                    self.report(FaultKind::Checkpoint, self.trusted, size);
                }
            }
        }
    }

    /// For each edge the hash with which the whole gives this root, if any combination does.
    fn fitting_choices(&self, root: &Hash) -> Option<Vec<Choice>> {
        let doubts = self.edge.iter().filter(|edge| edge.doubt.is_some()).count().min(Self::MOST_DOUBTS);
        (0_u32..1 << doubts).find_map(|combination| {
            let mut bits = combination;
            let choices: Vec<Choice> = self
                .edge
                .iter()
                .map(|edge| {
                    let computed = Choice { hash: edge.node.hash, is_stored: false };
                    let Some(doubt) = edge.doubt else { return computed };
                    let is_stored = bits & 1 == 1;
                    bits >>= 1;
                    if is_stored { Choice { hash: doubt.stored, is_stored } } else { computed }
                })
                .collect();
            (join(choices.iter().map(|choice| choice.hash)) == *root).then_some(choices)
        })
    }

    fn report(&mut self, kind: FaultKind, first_leaf: u64, end: u64) -> Option<usize> {
        if self.faults.len() == Self::MOST_FAULTS {
            self.more_faults += 1;
            return None;
        }
        self.faults.push(Fault { kind, first_leaf, end });
        Some(self.faults.len() - 1)
    }
}
