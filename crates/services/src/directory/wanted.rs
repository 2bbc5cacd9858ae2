//! What everybody of a selection is to have from a day on: looked up, checked, and held against what each has.

use std::collections::{HashMap, HashSet};

use access::{Caller, Permission};
use chrono::Days;
use kernel::{Date, OrgUnitId, PersonId, Problem};
use storage::query::people::RosterRow;
use storage::query::{Find, subject_of};
use storage::rows::{Assignment, OrgUnit, Person};
use uuid::Uuid;

use super::views::{BulkPost, BulkRefusal, BulkTransfer, BulkWarning};
use crate::people::{PersonRef, Transfer, UnitRef};
use crate::{App, Result};

/// What is asked for, under the names that people read.
pub(super) struct Wanted {
    first_day: Date,
    unit: Option<UnitRef>,
    manager: Option<PersonRef>,
    place: Option<String>,
    job_level: Option<String>,
    /// The new manager and everybody above: none of them can report there.
    above: HashSet<Uuid>,
}

impl Wanted {
    pub(super) async fn read(app: &App, caller: &Caller, input: &BulkTransfer) -> Result<Self> {
        let first_day = input.first_day;
        let said = |text: Option<&String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let (place, job_level) = (said(input.place.as_ref()), said(input.job_level.as_ref()));
        if input.unit_id.is_none() && input.manager_id.is_none() && place.is_none() && job_level.is_none() {
            return Err(Problem::invalid("directory.nothing_to_change").at("/unit_id"));
        }
        let unit = match input.unit_id {
            Some(id) => Some(named_unit(app, id, first_day).await?),
            None => None,
        };
        let (manager, above) = match input.manager_id {
            Some(id) => (Some(named_person(app, caller, id).await?), above(app, id.0, first_day).await?),
            None => (None, HashSet::new()),
        };
        Ok(Self { first_day, unit, manager, place: place.as_deref().map(listed).transpose()?, job_level, above })
    }

    /// What speaks against it for somebody who has this on the first day.
    pub(super) fn refusal(&self, at: &RosterRow) -> Option<BulkRefusal> {
        if self.manager.as_ref().is_some_and(|manager| manager.id.0 == at.person_id) {
            Some(BulkRefusal::OwnManager)
        } else if self.above.contains(&at.person_id) {
            Some(BulkRefusal::ManagerBelow)
        } else if self.after(&post(at)) == post(at) {
            Some(BulkRefusal::NothingChanges)
        } else {
            None
        }
    }

    /// What to think of beforehand. `later` are the posts that are planned for days to come, where the caller may know.
    pub(super) fn warnings(&self, at: &RosterRow, ends: bool, later: &[Assignment]) -> Vec<BulkWarning> {
        let moves = self.place.as_ref().is_some_and(|place| *place != at.place);
        let meets = later.iter().any(|row| self.meets(at, row));
        let found = [
            (moves, BulkWarning::AgreementNeeded),
            (meets, BulkWarning::ChangesLater),
            (ends && at.ends_on.is_some(), BulkWarning::Leaves),
        ];
        found.into_iter().filter(|(holds, _)| *holds).map(|(_, warning)| warning).collect()
    }

    /// Whether a later post has its own say in something that is asked for: the new value holds until then.
    fn meets(&self, at: &RosterRow, later: &Assignment) -> bool {
        self.unit.is_some() && later.unit_id != at.unit_id
            || self.manager.is_some() && later.manager_id != at.manager_id
            || self.place.is_some() && later.place != at.place
            || self.job_level.is_some() && later.job_level != at.job_level
    }

    pub(super) fn after(&self, before: &BulkPost) -> BulkPost {
        let BulkPost { unit, manager, place, job_level } = before.clone();
        BulkPost {
            unit: self.unit.clone().unwrap_or(unit),
            manager: self.manager.clone().or(manager),
            place: self.place.clone().unwrap_or(place),
            job_level: self.job_level.clone().or(job_level),
        }
    }

    pub(super) fn transfer(&self) -> Transfer {
        Transfer {
            first_day: self.first_day,
            unit_id: self.unit.as_ref().map(|unit| unit.id),
            manager_id: self.manager.as_ref().map(|manager| manager.id),
            position: None,
            job_level: self.job_level.clone(),
            place: self.place.clone(),
        }
    }
}

/// What a line of the roster says about the post.
pub(super) fn post(row: &RosterRow) -> BulkPost {
    let manager = row.manager_id.map(PersonId);
    BulkPost {
        unit: UnitRef { id: OrgUnitId(row.unit_id), name: row.unit_name.clone().unwrap_or_default() },
        manager: manager.map(|id| PersonRef { id, full_name: row.manager_name.clone().unwrap_or_default() }),
        place: row.place.clone(),
        job_level: row.job_level.clone(),
    }
}

/// What is planned to begin after the day, by employment.
pub(super) async fn later(
    app: &App,
    employments: impl Iterator<Item = Uuid>,
    day: Date,
) -> Result<HashMap<Uuid, Vec<Assignment>>> {
    let rows = Find::<Assignment>::new().any(Assignment::EMPLOYMENT_ID, employments).known();
    let mut later: HashMap<Uuid, Vec<Assignment>> = HashMap::new();
    for row in rows.gte(Assignment::VALID_FROM, day + Days::new(1)).all(&app.db()).await? {
        later.entry(row.employment_id).or_default().push(row);
    }
    Ok(later)
}

/// Somebody and everybody above on the day.
async fn above(app: &App, person: Uuid, day: Date) -> Result<HashSet<Uuid>> {
    let (mut found, mut next) = (HashSet::from([person]), person);
    loop {
        let row =
            Find::<Assignment>::new().eq(Assignment::PERSON_ID, next).as_of(day, app.now()).one(&app.db()).await?;
        // A circle that is there already ends where it was entered.
        let Some(manager) = row.and_then(|row| row.manager_id).filter(|id| found.insert(*id)) else { return Ok(found) };
        next = manager;
    }
}

/// The code of a place that the data of law know.
fn listed(place: &str) -> Result<String> {
    let known = law::Parameters::builtin().and_then(|law| law.place(place));
    let unknown = |_| Problem::invalid("organisation.place_unknown").at("/place").with("place", place);
    Ok(known.map_err(unknown)?.code().to_owned())
}

async fn named_unit(app: &App, id: OrgUnitId, day: Date) -> Result<UnitRef> {
    let found = Find::<OrgUnit>::new().eq(OrgUnit::UNIT_ID, id.0).as_of(day, app.now()).one(&app.db()).await?;
    let found = found.ok_or(Problem::invalid("organisation.unit_unknown").at("/unit_id").with("day", day))?;
    Ok(UnitRef { id, name: found.name })
}

async fn named_person(app: &App, caller: &Caller, id: PersonId) -> Result<PersonRef> {
    let subject = subject_of(&app.db(), id.0, app.today()).await?;
    let unknown = || Problem::invalid("people.unknown").at("/manager_id");
    caller.require_for(Permission::PersonRead, &subject).map_err(|_| unknown())?;
    let row = Find::<Person>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    Ok(PersonRef { id, full_name: row.full_name })
}
