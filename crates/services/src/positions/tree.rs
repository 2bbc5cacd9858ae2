//! The management tree of a day in memory, and numbers that are added up along it. Values in, values out.

use std::collections::{HashMap, HashSet};

use storage::query::seats::SeatCount;
use storage::rows::{OrgUnit, Position};
use uuid::Uuid;

/// Who is above and below whom.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    parents: HashMap<Uuid, Uuid>,
    children: HashMap<Uuid, Vec<Uuid>>,
    roots: Vec<Uuid>,
}

impl Tree {
    /// From units with the unit above; siblings keep the order in which they come. A unit whose parent is missing
    /// counts as a root: it must not vanish.
    pub fn new(units: impl IntoIterator<Item = (Uuid, Option<Uuid>)>) -> Self {
        let units: Vec<(Uuid, Option<Uuid>)> = units.into_iter().collect();
        let known: HashSet<Uuid> = units.iter().map(|(unit, _)| *unit).collect();
        let mut tree = Self::default();
        for (unit, parent) in units {
            match parent.filter(|parent| known.contains(parent) && *parent != unit) {
                Some(parent) => {
                    tree.parents.insert(unit, parent);
                    tree.children.entry(parent).or_default().push(unit);
                }
                None => tree.roots.push(unit),
            }
        }
        tree
    }

    /// From the rows of a day.
    pub fn of(units: &[OrgUnit]) -> Self {
        Self::new(units.iter().map(|unit| (unit.unit_id, unit.parent_id)))
    }

    /// Units with nothing above them.
    pub fn roots(&self) -> &[Uuid] {
        &self.roots
    }

    /// The units right below.
    pub fn children(&self, unit: Uuid) -> &[Uuid] {
        self.children.get(&unit).map(Vec::as_slice).unwrap_or_default()
    }

    /// The unit right above.
    pub fn parent(&self, unit: Uuid) -> Option<Uuid> {
        self.parents.get(&unit).copied()
    }

    /// Everything above the unit, from the root down, without the unit itself.
    pub fn above(&self, unit: Uuid) -> Vec<Uuid> {
        let (mut path, mut seen) = (Vec::new(), HashSet::from([unit]));
        let mut next = self.parent(unit);
        while let Some(parent) = next.filter(|parent| seen.insert(*parent)) {
            path.push(parent);
            next = self.parent(parent);
        }
        path.reverse();
        path
    }

    /// The unit and everything below it.
    pub fn below(&self, unit: Uuid) -> HashSet<Uuid> {
        let (mut found, mut open) = (HashSet::from([unit]), vec![unit]);
        while let Some(next) = open.pop() {
            open.extend(self.children(next).iter().filter(|child| found.insert(**child)));
        }
        found
    }

    /// What each unit has together with everything below it.
    pub fn totals<T: Copy + Default + std::ops::AddAssign>(&self, direct: &HashMap<Uuid, T>) -> HashMap<Uuid, T> {
        let mut totals = HashMap::with_capacity(direct.len());
        // Deepest first: the order in which a stack gives the units, read backwards.
        let (mut order, mut open) = (Vec::new(), self.roots.clone());
        while let Some(unit) = open.pop() {
            order.push(unit);
            open.extend(self.children(unit));
        }
        for unit in order.into_iter().rev() {
            let mut sum: T = direct.get(&unit).copied().unwrap_or_default();
            for child in self.children(unit) {
                sum += totals.get(child).copied().unwrap_or_default();
            }
            totals.insert(unit, sum);
        }
        totals
    }
}

/// People and planned seats of a unit, or of a unit with everything below it.
/// Wherever there is a plan, `planned − vacant + over = people − unplanned`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numbers {
    /// People.
    pub people: u64,
    /// Planned seats.
    pub planned: u64,
    /// Planned seats beyond the people of their unit.
    pub vacant: u64,
    /// People beyond the plan of their unit.
    pub over: u64,
    /// People of units without any plan.
    pub unplanned: u64,
    /// Units with a plan.
    pub units_planned: u64,
    /// Units.
    pub units: u64,
}

impl std::ops::AddAssign for Numbers {
    fn add_assign(&mut self, other: Self) {
        self.people += other.people;
        self.planned += other.planned;
        self.vacant += other.vacant;
        self.over += other.over;
        self.unplanned += other.unplanned;
        self.units_planned += other.units_planned;
        self.units += other.units;
    }
}

/// A position with its plan, as far as counting cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedSeat<'a> {
    /// Which position.
    pub position_id: Uuid,
    /// In which unit.
    pub unit_id: Uuid,
    /// Title.
    pub title: &'a str,
    /// Planned seats.
    pub headcount: i32,
}

impl<'a> From<&'a Position> for PlannedSeat<'a> {
    fn from(row: &'a Position) -> Self {
        Self { position_id: row.position_id, unit_id: row.unit_id, title: &row.title, headcount: row.headcount }
    }
}

/// How many people hold each position.
pub type Filled = HashMap<Uuid, u64>;

/// Counts the holders of positions: who is assigned to it, and whoever of the unit has its title without being assigned
/// to any position. A title that two positions of a unit share names neither.
pub fn fill(seats: &[PlannedSeat<'_>], counts: &[SeatCount]) -> Filled {
    let mut by_title: HashMap<(Uuid, &str), Option<Uuid>> = HashMap::new();
    for seat in seats {
        by_title.entry((seat.unit_id, seat.title)).and_modify(|found| *found = None).or_insert(Some(seat.position_id));
    }
    let mut filled = Filled::new();
    for count in counts {
        let named = || by_title.get(&(count.unit_id, count.title.as_str())).copied().flatten();
        if let Some(position) = count.position_id.or_else(named) {
            *filled.entry(position).or_default() += count.people.cast_unsigned();
        }
    }
    filled
}

/// The numbers of each unit by itself: its plan against its people, whatever titles they have. Positions by themselves
/// are told by [`fill`].
#[expect(clippy::implicit_hasher, reason = "one kind of map in the house")]
pub fn numbers(
    units: impl IntoIterator<Item = Uuid>,
    seats: &[PlannedSeat<'_>],
    people: &HashMap<Uuid, u64>,
) -> HashMap<Uuid, Numbers> {
    let mut plans: HashMap<Uuid, u64> = HashMap::new();
    for seat in seats {
        *plans.entry(seat.unit_id).or_default() += u64::try_from(seat.headcount).unwrap_or(0);
    }
    let of_unit = |unit: Uuid| {
        let people = people.get(&unit).copied().unwrap_or(0);
        match plans.get(&unit).copied() {
            Some(planned) => Numbers {
                people,
                planned,
                vacant: planned.saturating_sub(people),
                over: people.saturating_sub(planned),
                unplanned: 0,
                units_planned: 1,
                units: 1,
            },
            None => Numbers { people, unplanned: people, units: 1, ..Numbers::default() },
        }
    };
    units.into_iter().map(|unit| (unit, of_unit(unit))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    #[test]
    fn a_unit_whose_parent_is_missing_is_a_root() {
        let tree = Tree::new([(id(1), None), (id(2), Some(id(1))), (id(3), Some(id(9)))]);
        assert_eq!(tree.roots(), [id(1), id(3)]);
        assert_eq!((tree.above(id(2)), tree.children(id(1))), (vec![id(1)], [id(2)].as_slice()));
    }

    proptest! {
        /// Each unit hangs below one with a smaller number, so every list of choices is a tree.
        #[test]
        fn the_total_of_a_unit_is_the_sum_over_everything_below_it(
            parents in prop::collection::vec(0_usize..20, 1..20),
            people in prop::collection::vec(0_u64..50, 20)
        ) {
            let units: Vec<(Uuid, Option<Uuid>)> = parents.iter().enumerate()
                .map(|(n, parent)| (id(n as u128), (n > 0).then(|| id((parent % n.max(1)) as u128)))).collect();
            let tree = Tree::new(units.iter().copied());
            let direct: HashMap<Uuid, Numbers> = units.iter().enumerate()
                .map(|(n, (unit, _))| (*unit, Numbers { people: people[n], ..Numbers::default() })).collect();
            let totals = tree.totals(&direct);
            for (unit, _) in units {
                let sum: u64 = tree.below(unit).iter().map(|below| direct[below].people).sum();
                prop_assert_eq!(totals[&unit].people, sum);
            }
        }
    }
}
