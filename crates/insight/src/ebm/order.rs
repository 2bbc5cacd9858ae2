//! The order in which rows are learnt from: by content, so that it does not matter how they came.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::frame::Frame;

/// Row numbers in canonical order: by feature values, then by `outcome`. Rows alike in all of that but of different
/// subjects are told apart by what else their subjects hold; if that is alike too, they are interchangeable.
pub(crate) fn canonical(
    frame: &Frame,
    subjects: Option<&[u64]>,
    outcome: impl Fn(usize, usize) -> Ordering,
) -> Vec<usize> {
    let alike = |a: usize, b: usize| frame.compare_rows(a, b).then_with(|| outcome(a, b));
    let mut order: Vec<usize> = (0..frame.rows()).collect();
    order.sort_by(|&a, &b| alike(a, b));
    let Some(subjects) = subjects else { return order };
    let mut ranks: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (rank, run) in order.chunk_by(|&a, &b| alike(a, b).is_eq()).enumerate() {
        for row in run {
            ranks.entry(subjects[*row]).or_default().push(rank);
        }
    }
    // Ranks were pushed in ascending order, so equal lists mean equal holdings.
    order.sort_by(|&a, &b| alike(a, b).then_with(|| ranks.get(&subjects[a]).cmp(&ranks.get(&subjects[b]))));
    order
}
