//! Foresight by unit: sums over groups, never about one person, with groups held back that are too small or that
//! the others would give away.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rules::features::Feature;
use storage::rows::OrgUnit;
use uuid::Uuid;

use super::views::{ForesightDocument, UnitReason};

/// How many reasons a unit shows.
const REASONS: usize = 3;

/// What one person adds to a group.
#[derive(Debug, Clone)]
pub(super) struct Share {
    pub(super) unit: Uuid,
    pub(super) probability: f64,
    pub(super) up: Vec<(Feature, f64)>,
}

#[derive(Debug, Default, Clone)]
struct Sum {
    people: usize,
    expected: f64,
    up: BTreeMap<Feature, f64>,
}

impl Sum {
    fn add(&mut self, other: &Self) {
        self.people += other.people;
        self.expected += other.expected;
        for (feature, weight) in &other.up {
            *self.up.entry(*feature).or_default() += weight;
        }
    }
}

/// Figures of every unit that may be shown. People who sit directly in a unit with fewer than `smallest` others like
/// them are left out of all sums: the unit's total less its parts would otherwise be about them.
pub(super) fn by_unit(units: &[OrgUnit], shares: &[Share], smallest: usize) -> HashMap<Uuid, ForesightDocument> {
    let tree = Tree::of(units);
    let mut direct: HashMap<Uuid, Sum> = HashMap::new();
    for share in shares {
        let sum = direct.entry(share.unit).or_default();
        let up = share.up.iter().copied().collect();
        sum.add(&Sum { people: 1, expected: share.probability, up });
    }
    // A leaf's own people are the leaf: they are judged as a part of the unit above.
    direct.retain(|unit, sum| sum.people >= smallest || tree.children(*unit).is_empty());
    let mut sums: HashMap<Uuid, Sum> = HashMap::new();
    for unit in tree.bottom_up() {
        let mut sum = direct.get(&unit).cloned().unwrap_or_default();
        for child in tree.children(unit) {
            if let Some(below) = sums.get(child) {
                sum.add(&below.clone());
            }
        }
        sums.insert(unit, sum);
    }
    let shown = shown(&tree, &sums, smallest);
    sums.into_iter().filter(|(unit, _)| shown.contains(unit)).map(|(unit, sum)| (unit, document(sum))).collect()
}

/// Units whose figures may be shown: large enough, and not the difference that gives a small sibling away.
fn shown(tree: &Tree, sums: &HashMap<Uuid, Sum>, smallest: usize) -> HashSet<Uuid> {
    let people = |unit: &Uuid| sums.get(unit).map_or(0, |sum| sum.people);
    let mut shown: HashSet<Uuid> = sums.keys().copied().filter(|unit| people(unit) >= smallest).collect();
    for parent in sums.keys() {
        let children = tree.children(*parent);
        let hidden: usize = children.iter().filter(|child| !shown.contains(child)).map(people).sum();
        if hidden > 0 && hidden < smallest {
            let next =
                children.iter().filter(|child| shown.contains(child)).min_by_key(|child| (people(child), **child));
            if let Some(next) = next.copied() {
                shown.remove(&next);
            }
        }
    }
    // Below a hidden unit nothing is shown: its parts would add up to it.
    for unit in tree.bottom_up().into_iter().rev() {
        if !shown.contains(&unit) {
            for child in tree.children(unit) {
                shown.remove(child);
            }
        }
    }
    shown
}

fn document(sum: Sum) -> ForesightDocument {
    let all: f64 = sum.up.values().sum();
    let mut up: Vec<(Feature, f64)> = sum.up.into_iter().collect();
    up.sort_by(|a, b| b.1.total_cmp(&a.1));
    let reasons = up.into_iter().take(REASONS).filter(|(_, weight)| all > 0.0 && *weight > 0.0);
    let reason =
        |(feature, weight): (Feature, f64)| UnitReason { feature, name: feature.meta().name, share: weight / all };
    ForesightDocument { people: sum.people, expected: sum.expected, reasons: reasons.map(reason).collect() }
}

struct Tree {
    children: HashMap<Uuid, BTreeSet<Uuid>>,
    units: BTreeSet<Uuid>,
    none: BTreeSet<Uuid>,
}

impl Tree {
    fn of(units: &[OrgUnit]) -> Self {
        let mut children: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
        for unit in units {
            if let Some(parent) = unit.parent_id {
                children.entry(parent).or_default().insert(unit.unit_id);
            }
        }
        Self { children, units: units.iter().map(|unit| unit.unit_id).collect(), none: BTreeSet::new() }
    }

    fn children(&self, unit: Uuid) -> &BTreeSet<Uuid> {
        self.children.get(&unit).unwrap_or(&self.none)
    }

    /// Every unit after all units below it.
    fn bottom_up(&self) -> Vec<Uuid> {
        let below: HashSet<Uuid> = self.children.values().flatten().copied().collect();
        let mut order: Vec<Uuid> = self.units.iter().copied().filter(|unit| !below.contains(unit)).collect();
        let mut at = 0;
        while let Some(unit) = order.get(at).copied() {
            order.extend(self.children(unit));
            at += 1;
        }
        order.reverse();
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Instant;

    fn unit(id: u128, parent: Option<u128>) -> OrgUnit {
        let day = "2020-01-01".parse().unwrap();
        OrgUnit {
            row_id: Uuid::from_u128(id + 100),
            unit_id: Uuid::from_u128(id),
            parent_id: parent.map(Uuid::from_u128),
            code: String::new(),
            name: String::new(),
            kind: "team".into(),
            head_person_id: None,
            valid_from: day,
            valid_until: None,
            known_from: Instant::start_of(day).into(),
            known_until: None,
            recorded_at: Instant::start_of(day).into(),
        }
    }

    fn people(unit: u128, count: usize) -> Vec<Share> {
        vec![Share { unit: Uuid::from_u128(unit), probability: 0.1, up: Vec::new() }; count]
    }

    #[test]
    fn a_small_team_is_hidden_and_its_sibling_with_it_so_that_no_difference_gives_it_away() {
        let units = [unit(1, None), unit(2, Some(1)), unit(3, Some(1)), unit(4, Some(1))];
        let shares = [people(2, 4), people(3, 8), people(4, 9)].concat();
        let shown = by_unit(&units, &shares, 5);
        let has = |id| shown.contains_key(&Uuid::from_u128(id));
        assert_eq!([has(1), has(2), has(3), has(4)], [true, false, false, true]);
    }

    #[test]
    fn a_head_who_sits_alone_above_the_teams_is_in_no_sum() {
        let units = [unit(1, None), unit(2, Some(1)), unit(3, Some(1))];
        let shares = [people(1, 1), people(2, 6), people(3, 7)].concat();
        let shown = by_unit(&units, &shares, 5);
        assert_eq!(shown.get(&Uuid::from_u128(1)).map(|document| document.people), Some(13));
        assert_eq!(shown.len(), 3);
    }
}
