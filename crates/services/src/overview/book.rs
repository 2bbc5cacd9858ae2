//! Everything the figures are computed from, read in a handful of queries.

use std::collections::{BTreeMap, HashMap};

use access::{Scope, Subject};
use chrono::{Days, Months};
use kernel::{Date, Record, Sensitive};
use storage::query::Find;
use storage::rows::{Assignment, CatalogueItem, Compensation, Employment, OrgUnit, PersonEvent};
use uuid::Uuid;

use super::key::Band;
use crate::{App, Result};

/// Who counts. Interns and rehired retirees have no labour relation that turnover is about (`law/SPEC` 7).
const COUNTED_KINDS: [&str; 2] = ["full_time", "part_time"];
/// Endings at the person's own wish. Expiry, retirement and the employer's fault are not among them.
const VOLUNTARY: [&str; 2] = ["employee_resign_art37", "art36_employee_proposed"];
/// The reason of a raise that is meant to keep somebody.
const RETENTION: &str = "retention";
/// A raise belongs to a withdrawal when it comes at most so long before or after it.
const RAISE_BEFORE: Days = Days::new(30);
const RAISE_AFTER: Days = Days::new(60);

/// A time with the group without a gap, whatever the employer.
#[derive(Debug, Clone)]
pub(super) struct Spell {
    pub(super) person: Uuid,
    pub(super) from: Date,
    /// First day after it.
    pub(super) until: Option<Date>,
    pub(super) ground: Option<String>,
    pub(super) reason: Option<Sensitive<String>>,
}

impl Spell {
    /// Employed on the day.
    pub(super) fn holds(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    /// Employed on the day and the day after: what carries over, so that closing = opening + hires − exits.
    pub(super) fn carries_over(&self, day: Date) -> bool {
        self.from <= day && self.last_day().is_none_or(|last| day < last)
    }

    pub(super) fn last_day(&self) -> Option<Date> {
        self.until.map(|until| until - Days::new(1))
    }

    /// The last day, when it lies within `first..=last`.
    pub(super) fn left_within(&self, first: Date, last: Date) -> Option<Date> {
        self.last_day().filter(|day| (first..=last).contains(day))
    }

    pub(super) fn voluntary(&self) -> bool {
        self.ground.as_deref().is_some_and(|ground| VOLUNTARY.contains(&ground))
    }

    /// Length of service on a day.
    pub(super) fn band(&self, day: Date) -> Band {
        Band::of(day.years_since(self.from).unwrap_or(0))
    }
}

/// Where somebody worked over some days.
#[derive(Debug, Clone)]
struct Place {
    from: Date,
    until: Option<Date>,
    unit: Uuid,
    subject: Subject,
}

/// A unit of the second level.
#[derive(Debug, Clone)]
pub(super) struct Branch {
    pub(super) id: Uuid,
    pub(super) name: String,
}

/// The facts, narrowed to whom the caller may see, as known now.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) day: Date,
    pub(super) spells: Vec<Spell>,
    /// Raises meant to keep somebody: who, from when.
    pub(super) raises: Vec<(Uuid, Date)>,
    /// Withdrawn resignations: who, when.
    pub(super) withdrawals: Vec<(Uuid, Date)>,
    pub(super) branches: Vec<Branch>,
    pub(super) reasons: Vec<CatalogueItem>,
    places: HashMap<Uuid, Vec<Place>>,
    branch_of: HashMap<Uuid, Uuid>,
}

impl Book {
    /// Reads it: six queries, however many people there are.
    pub(super) async fn read(app: &App, scope: &Scope, day: Date) -> Result<Self> {
        let db = app.db();
        let employments = Find::<Employment>::new().known().visible(scope, day).all(&db).await?;
        let assignments = Find::<Assignment>::new().known().visible(scope, day).all(&db).await?;
        let raises = Find::<Compensation>::new().eq(Compensation::REASON, RETENTION).known().visible(scope, day);
        let raises = raises.all(&db).await?;
        let withdrawals = Find::<PersonEvent>::new().eq(PersonEvent::KIND, "resignation_withdrawn").known();
        let withdrawals = withdrawals.visible(scope, day).all(&db).await?;
        let units = Find::<OrgUnit>::new().known().all(&db).await?;
        let reasons = Find::<CatalogueItem>::new().eq(CatalogueItem::KIND, "exit_reason").all(&db).await?;
        let (branches, branch_of) = branches(&units, day);
        let mut raises: Vec<(Uuid, Date)> = raises.into_iter().map(|row| (row.person_id, row.valid_from)).collect();
        raises.sort_unstable();
        raises.dedup();
        Ok(Self {
            day,
            spells: spells(app, employments)?,
            raises,
            withdrawals: withdrawals.into_iter().map(|row| (row.person_id, row.day)).collect(),
            branches,
            reasons,
            places: places(assignments),
            branch_of,
        })
    }

    /// The second-level unit in which the person worked on the day.
    pub(super) fn branch(&self, person: Uuid, day: Date) -> Option<Uuid> {
        let places = self.places.get(&person)?;
        let place = places.iter().rev().find(|place| place.from <= day && place.until.is_none_or(|until| day < until));
        self.branch_of.get(&place.or(places.last())?.unit).copied()
    }

    /// What scopes see of the person on the book's day.
    pub(super) fn subject(&self, person: Uuid) -> Subject {
        let places = self.places.get(&person);
        let last = places.and_then(|places| places.iter().rev().find(|place| place.from <= self.day));
        last.map_or(Subject { person: Some(person), ..Subject::default() }, |place| place.subject)
    }

    /// The spell in which the person was on the day.
    pub(super) fn spell_on(&self, person: Uuid, day: Date) -> Option<&Spell> {
        // The spells are in the order of persons.
        let first = self.spells.partition_point(|spell| spell.person < person);
        self.spells[first..].iter().take_while(|spell| spell.person == person).find(|spell| spell.holds(day))
    }

    /// The day `months` before another, counted back in calendar months.
    pub(super) fn before(day: Date, months: u32) -> Date {
        day.checked_sub_months(Months::new(months)).unwrap_or(Date::MIN)
    }

    /// Whether a withdrawn resignation went with a raise.
    pub(super) fn raised_around(&self, person: Uuid, withdrawn: Date) -> bool {
        let around = withdrawn - RAISE_BEFORE..=withdrawn + RAISE_AFTER;
        self.raises.iter().any(|(who, day)| *who == person && around.contains(day))
    }
}

/// One spell per time without a gap: two employers in a row are no exit and no hire.
fn spells(app: &App, rows: Vec<Employment>) -> Result<Vec<Spell>> {
    let mut employments: BTreeMap<(Uuid, Date, Uuid), Vec<Employment>> = BTreeMap::new();
    let mut first: HashMap<Uuid, Date> = HashMap::new();
    for row in &rows {
        let from = first.entry(row.employment_id).or_insert(row.valid_from);
        *from = (*from).min(row.valid_from);
    }
    for row in rows {
        let from = first.get(&row.employment_id).copied().unwrap_or(row.valid_from);
        employments.entry((row.person_id, from, row.employment_id)).or_default().push(row);
    }
    let mut spells: Vec<Spell> = Vec::new();
    for ((person, from, employment), mut versions) in employments {
        versions.sort_by_key(|row| row.valid_from);
        let Some(last) = versions.pop() else { continue };
        if !COUNTED_KINDS.contains(&last.kind.as_str()) {
            continue;
        }
        let reason = match &last.exit_reason {
            Some(sealed) => {
                Some(app.store().unseal(Employment::META.name, Employment::EXIT_REASON, employment, sealed)?)
            }
            None => None,
        };
        let (until, ground) = (last.valid_until, last.exit_ground);
        match spells.last_mut().filter(|spell| spell.person == person && spell.until.is_none_or(|end| from <= end)) {
            Some(spell) => {
                if spell.until.is_some_and(|end| until.is_none_or(|until| end <= until)) {
                    (spell.until, spell.ground, spell.reason) = (until, ground, reason);
                }
            }
            None => spells.push(Spell { person, from, until, ground, reason }),
        }
    }
    Ok(spells)
}

fn places(rows: Vec<Assignment>) -> HashMap<Uuid, Vec<Place>> {
    let mut places: HashMap<Uuid, Vec<Place>> = HashMap::new();
    for row in rows {
        let subject = Subject {
            person: Some(row.person_id),
            legal_entity: Some(row.legal_entity_id),
            unit: Some(row.unit_id),
            manager: row.manager_id,
        };
        let place = Place { from: row.valid_from, until: row.valid_until, unit: row.unit_id, subject };
        places.entry(row.person_id).or_default().push(place);
    }
    for places in places.values_mut() {
        places.sort_by_key(|place| place.from);
    }
    places
}

/// The units of the second level, and for every unit the one it belongs to. The top itself is a branch of its own:
/// the people who work directly in it.
fn branches(rows: &[OrgUnit], day: Date) -> (Vec<Branch>, HashMap<Uuid, Uuid>) {
    // Of every unit the version of the day; of units that are gone or to come the nearest one.
    let mut units: HashMap<Uuid, &OrgUnit> = HashMap::new();
    for row in rows {
        let better =
            |known: &&OrgUnit| (row.valid_from <= day, row.valid_from) > (known.valid_from <= day, known.valid_from);
        if units.get(&row.unit_id).is_none_or(better) {
            units.insert(row.unit_id, row);
        }
    }
    let mut branch_of = HashMap::with_capacity(units.len());
    for unit in units.keys() {
        let mut branch = *unit;
        // A tree is no deeper than it has units: a circle in damaged data ends as well.
        for _ in 0..units.len() {
            let parent = units.get(&branch).and_then(|row| row.parent_id).and_then(|parent| units.get(&parent));
            match parent {
                Some(parent) if parent.parent_id.is_some() => branch = parent.unit_id,
                _ => break,
            }
        }
        branch_of.insert(*unit, branch);
    }
    let mut ids: Vec<Uuid> = branch_of.values().copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let named = ids.into_iter().filter_map(|id| units.get(&id).map(|row| Branch { id, name: row.name.clone() }));
    (named.collect(), branch_of)
}
