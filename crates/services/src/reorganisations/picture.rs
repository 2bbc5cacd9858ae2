//! The organisation of a day as values, and what a draft makes of it. Nothing here reads or writes.

use std::collections::{BTreeMap, HashMap, HashSet};

use uuid::Uuid;

use super::plan::{Change, Seen, Step};
use crate::positions::Tree;

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) parent: Option<Uuid>,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) head: Option<Uuid>,
}

/// A position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Post {
    pub(super) unit: Uuid,
    pub(super) title: String,
    pub(super) headcount: i32,
    pub(super) job: Option<String>,
    pub(super) job_level: Option<String>,
    pub(super) legal_entity: Option<Uuid>,
    pub(super) key_position: bool,
}

/// Somebody's assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seated {
    pub(super) person: Uuid,
    pub(super) entity: Uuid,
    pub(super) unit: Uuid,
    pub(super) manager: Option<Uuid>,
    pub(super) position: Option<Uuid>,
    pub(super) title: String,
    pub(super) place: String,
}

/// The organisation of a day. People by employment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) units: BTreeMap<Uuid, Unit>,
    pub(super) posts: BTreeMap<Uuid, Post>,
    pub(super) people: BTreeMap<Uuid, Seated>,
}

/// Why a change cannot be carried out: a code and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: &'static str,
    pub(super) pointer: &'static str,
    pub(super) name: String,
}

fn refuse<T>(code: &'static str, pointer: &'static str, name: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { code, pointer, name: name.into() })
}

impl Picture {
    pub(super) fn tree(&self) -> Tree {
        let mut units: Vec<(&str, Uuid, Option<Uuid>)> =
            self.units.iter().map(|(id, unit)| (unit.code.as_str(), *id, unit.parent)).collect();
        units.sort_unstable();
        Tree::new(units.into_iter().map(|(_, id, parent)| (id, parent)))
    }

    fn unit(&self, id: Uuid, pointer: &'static str) -> Result<&Unit, Refusal> {
        self.units.get(&id).map_or_else(|| refuse("reorganisations.unit_gone", pointer, ""), Ok)
    }

    /// The head of the unit, or of the nearest unit above that has one; never the person themselves.
    fn boss_in(&self, unit: Uuid, person: Uuid) -> Option<Uuid> {
        let (mut next, mut seen) = (Some(unit), HashSet::new());
        while let Some(unit) = next.filter(|unit| seen.insert(*unit)).and_then(|unit| self.units.get(&unit)) {
            if unit.head.is_some_and(|head| head != person) {
                return unit.head;
            }
            next = unit.parent;
        }
        None
    }

    /// The employments of a person, usually one.
    fn employments_of(&self, person: Uuid) -> Vec<Uuid> {
        self.people.iter().filter(|(_, seated)| seated.person == person).map(|(id, _)| *id).collect()
    }

    /// What a change finds where it touches the organisation.
    pub(super) fn seen_by(&self, what: &Step) -> Seen {
        let unit = |id: &kernel::OrgUnitId| self.units.get(&id.0);
        match what {
            Step::CreateUnit { .. } => Seen::default(),
            Step::MoveUnit { unit_id, .. } | Step::DissolveUnit { unit_id, .. } => {
                Seen { parent: unit(unit_id).and_then(|unit| unit.parent), ..Seen::default() }
            }
            Step::RenameUnit { unit_id, .. } => {
                Seen { name: unit(unit_id).map(|unit| unit.name.clone()), ..Seen::default() }
            }
            Step::ChangeHead { unit_id, .. } => {
                Seen { head: unit(unit_id).and_then(|unit| unit.head), ..Seen::default() }
            }
            Step::SetHeadcount { position_id, .. } => {
                let post = position_id.and_then(|id| self.posts.get(&id.0));
                Seen { headcount: post.map(|post| post.headcount), ..Seen::default() }
            }
            Step::MovePeople { person_ids, .. } => {
                let wanted: HashSet<Uuid> = person_ids.iter().map(|person| person.0).collect();
                let units_of = self.people.values().filter(|seated| wanted.contains(&seated.person));
                Seen { units_of: units_of.map(|seated| (seated.person, seated.unit)).collect(), ..Seen::default() }
            }
        }
    }

    /// Carries out one change.
    pub(super) fn apply(&mut self, change: &Change) -> Result<(), Refusal> {
        match &change.what {
            Step::CreateUnit { parent_id, code, name, unit_kind, head_person_id } => {
                self.unit(parent_id.0, "/parent_id")?;
                let (name, code) = (named(name, "/name")?, code.trim().to_owned());
                if self.units.values().any(|unit| !code.is_empty() && unit.code == code) {
                    return refuse("reorganisations.code_taken", "/code", code);
                }
                let unit = Unit { parent: Some(parent_id.0), code, name, kind: unit_kind.clone(), head: None };
                self.units.insert(change.id, unit);
                self.change_head(change.id, head_person_id.map(|person| person.0))
            }
            Step::MoveUnit { unit_id, parent_id } => self.move_unit(unit_id.0, parent_id.0),
            Step::RenameUnit { unit_id, name } => {
                self.unit(unit_id.0, "/unit_id")?;
                let name = named(name, "/name")?;
                if let Some(unit) = self.units.get_mut(&unit_id.0) {
                    unit.name = name;
                }
                Ok(())
            }
            Step::DissolveUnit { unit_id, receiver_id } => self.dissolve(unit_id.0, receiver_id.0),
            Step::ChangeHead { unit_id, head_person_id } => {
                self.unit(unit_id.0, "/unit_id")?;
                self.change_head(unit_id.0, head_person_id.map(|person| person.0))
            }
            Step::SetHeadcount { unit_id, position_id, title, headcount } => {
                self.unit(unit_id.0, "/unit_id")?;
                let post = position_id.map_or(change.id, |id| id.0);
                self.set_headcount(unit_id.0, post, (position_id.is_some(), title.as_deref(), *headcount))
            }
            Step::MovePeople { person_ids, unit_id, manager_id, place, agreed } => {
                self.unit(unit_id.0, "/unit_id")?;
                if person_ids.is_empty() {
                    return refuse("input.required", "/person_ids", "");
                }
                for person in person_ids {
                    self.move_person(
                        person.0,
                        unit_id.0,
                        manager_id.map(|manager| manager.0),
                        place.as_deref(),
                        *agreed,
                    )?;
                }
                Ok(())
            }
        }
    }

    fn move_unit(&mut self, unit: Uuid, parent: Uuid) -> Result<(), Refusal> {
        let (moved, above) = (self.unit(unit, "/unit_id")?.clone(), self.unit(parent, "/parent_id")?.clone());
        if moved.parent.is_none() {
            return refuse("reorganisations.root_stays", "/unit_id", moved.name);
        }
        if self.tree().below(unit).contains(&parent) {
            return refuse("organisation.unit_below_itself", "/parent_id", above.name);
        }
        if let Some(row) = self.units.get_mut(&unit) {
            row.parent = Some(parent);
        }
        // Within the unit nobody changes the boss; its head reports to the head of the new unit above.
        if let Some(head) = moved.head {
            self.reports_to_boss_of(head, parent);
        }
        Ok(())
    }

    fn reports_to_boss_of(&mut self, person: Uuid, unit: Uuid) {
        let Some(boss) = self.boss_in(unit, person) else { return };
        for employment in self.employments_of(person) {
            if let Some(seated) = self.people.get_mut(&employment) {
                seated.manager = Some(boss);
            }
        }
    }

    fn dissolve(&mut self, unit: Uuid, receiver: Uuid) -> Result<(), Refusal> {
        let (gone, to) = (self.unit(unit, "/unit_id")?.clone(), self.unit(receiver, "/receiver_id")?.clone());
        if gone.parent.is_none() {
            return refuse("reorganisations.root_stays", "/unit_id", gone.name);
        }
        if self.tree().below(unit).contains(&receiver) {
            return refuse("reorganisations.receiver_below", "/receiver_id", to.name);
        }
        self.units.remove(&unit);
        let mut heads = Vec::new();
        for child in self.units.values_mut().filter(|child| child.parent == Some(unit)) {
            child.parent = Some(receiver);
            heads.extend(child.head);
        }
        self.take_posts(unit, receiver);
        let moved: Vec<Uuid> =
            self.people.iter().filter(|(_, seated)| seated.unit == unit).map(|(employment, _)| *employment).collect();
        for employment in moved {
            let Some(seated) = self.people.get(&employment).cloned() else { continue };
            // Who reports to nobody goes on to do so: whoever is at the top stays there.
            let reported = gone.head.is_some() && seated.manager == gone.head;
            let boss =
                if reported || Some(seated.person) == gone.head { self.boss_in(receiver, seated.person) } else { None };
            if let Some(row) = self.people.get_mut(&employment) {
                row.unit = receiver;
                row.manager = boss.or(seated.manager);
            }
        }
        for head in heads {
            let reported = self.people.values().any(|seated| seated.person == head && seated.manager == gone.head);
            if reported && gone.head.is_some() {
                self.reports_to_boss_of(head, receiver);
            }
        }
        Ok(())
    }

    /// The positions of a dissolved unit go along. Two of one title become one, with the seats of both.
    fn take_posts(&mut self, unit: Uuid, receiver: Uuid) {
        let moved: Vec<Uuid> =
            self.posts.iter().filter(|(_, post)| post.unit == unit).map(|(position, _)| *position).collect();
        for position in moved {
            let Some(post) = self.posts.get(&position).cloned() else { continue };
            let twin = self.posts.iter().find(|(_, other)| other.unit == receiver && other.title == post.title);
            match twin.map(|(id, _)| *id) {
                Some(twin) => {
                    if let Some(kept) = self.posts.get_mut(&twin) {
                        kept.headcount = kept.headcount.saturating_add(post.headcount);
                    }
                    self.posts.remove(&position);
                    for seated in self.people.values_mut().filter(|seated| seated.position == Some(position)) {
                        seated.position = Some(twin);
                    }
                }
                None => {
                    if let Some(row) = self.posts.get_mut(&position) {
                        row.unit = receiver;
                    }
                }
            }
        }
    }

    fn change_head(&mut self, unit: Uuid, head: Option<Uuid>) -> Result<(), Refusal> {
        if let Some(head) = head
            && self.employments_of(head).is_empty()
        {
            return refuse("reorganisations.person_gone", "/head_person_id", "");
        }
        let Some(row) = self.units.get_mut(&unit) else { return Ok(()) };
        let (old, parent) = (row.head, row.parent);
        row.head = head;
        let Some(head) = head.filter(|head| old != Some(*head)) else { return Ok(()) };
        let below: HashSet<Uuid> =
            self.units.values().filter(|child| child.parent == Some(unit)).filter_map(|child| child.head).collect();
        // Who reported to the old head as a member of the unit or as head of a unit below.
        for seated in self.people.values_mut().filter(|seated| seated.person != head) {
            let of_unit = seated.unit == unit || below.contains(&seated.person);
            let reported = old.is_some() && seated.manager == old;
            if of_unit && (reported || old == Some(seated.person)) {
                seated.manager = Some(head);
            }
        }
        if let Some(parent) = parent {
            self.reports_to_boss_of(head, parent);
        }
        Ok(())
    }

    fn set_headcount(
        &mut self,
        unit: Uuid,
        position: Uuid,
        (exists, title, headcount): (bool, Option<&str>, i32),
    ) -> Result<(), Refusal> {
        if !(0..=100_000).contains(&headcount) {
            return refuse("positions.headcount_out_of_range", "/headcount", "");
        }
        if exists {
            return match self.posts.get_mut(&position).filter(|post| post.unit == unit) {
                Some(post) => {
                    post.headcount = headcount;
                    Ok(())
                }
                None => refuse("positions.unknown", "/position_id", ""),
            };
        }
        let title = named(title.unwrap_or_default(), "/title")?;
        if self.posts.values().any(|post| post.unit == unit && post.title == title) {
            return refuse("positions.title_taken", "/title", title);
        }
        let (job, job_level, legal_entity) = (None, None, None);
        let post = Post { unit, title, headcount, job, job_level, legal_entity, key_position: false };
        self.posts.insert(position, post);
        Ok(())
    }

    fn move_person(
        &mut self,
        person: Uuid,
        unit: Uuid,
        manager: Option<Uuid>,
        place: Option<&str>,
        agreed: bool,
    ) -> Result<(), Refusal> {
        let employments = self.employments_of(person);
        if employments.is_empty() {
            return refuse("reorganisations.person_gone", "/person_ids", "");
        }
        if manager.is_some_and(|manager| manager == person) {
            return refuse("people.own_manager", "/manager_id", "");
        }
        let boss = manager.or_else(|| self.boss_in(unit, person));
        // Whoever keeps the title is counted on the new unit's position of that title, if there is one.
        for employment in employments {
            let Some(seated) = self.people.get_mut(&employment) else { continue };
            if place.is_some_and(|place| place != seated.place) && !agreed {
                return refuse("reorganisations.place_needs_agreement", "/agreed", "");
            }
            if seated.unit != unit {
                seated.position = None;
            }
            seated.unit = unit;
            seated.manager = boss.or(seated.manager);
            if let Some(place) = place {
                place.clone_into(&mut seated.place);
            }
        }
        Ok(())
    }

    /// Somebody who would report to themselves over others, if anybody.
    pub(super) fn circle(&self, among: &HashSet<Uuid>) -> Option<Uuid> {
        let managers: HashMap<Uuid, Option<Uuid>> =
            self.people.values().map(|seated| (seated.person, seated.manager)).collect();
        among.iter().copied().find(|start| {
            let (mut seen, mut next) = (HashSet::new(), managers.get(start).copied().flatten());
            while let Some(person) = next.filter(|person| seen.insert(*person)) {
                if person == *start {
                    return true;
                }
                next = managers.get(&person).copied().flatten();
            }
            false
        })
    }
}

fn named(text: &str, pointer: &'static str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() { refuse("input.required", pointer, "") } else { Ok(text.to_owned()) }
}
