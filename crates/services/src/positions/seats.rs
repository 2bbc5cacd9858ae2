//! Positions over time, and who is seated on them.

use access::{Caller, Permission};
use chrono::Days;
use kernel::{Date, DateRange, EmploymentId, Instant, OrgUnitId, PersonId, PositionId, Problem};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{Assignment, LegalEntity, OrgUnit, Position};
use uuid::Uuid;

use super::views::{LastDay, PutPosition, Seat};
use crate::organisation::check_code;
use crate::people::current_employment;
use crate::{App, Result};

/// More seats than any group has: a slip of the hand.
const MOST: i32 = 100_000;

/// Creates or changes a position from a day on.
pub async fn put_position(app: &App, caller: &Caller, input: PutPosition) -> Result<PositionId> {
    caller.require(Permission::OrganisationWrite)?;
    let mut work = app.begin(caller, "put_position", None).await?;
    let known_at = work.now();
    if let Some(id) = input.id {
        // People sit on it: with another unit the position would leave them behind.
        let known = Find::<Position>::new().eq(Position::POSITION_ID, id.0).known().all(&work.db()).await?;
        if known.is_empty() {
            return Err(Problem::not_found("positions.unknown").at("/id"));
        }
        if known.iter().any(|row| row.valid_until.is_none() && row.unit_id != input.unit_id.0) {
            return Err(Problem::conflict("positions.unit_is_fixed").at("/unit_id"));
        }
    }
    let id = put_position_in(&mut work, input, known_at).await?;
    work.commit().await?;
    Ok(id)
}

/// The same inside a unit of work, for a change known since `known_at`. Whoever takes a position to another unit takes
/// its people along.
pub async fn put_position_in(work: &mut UnitOfWork, input: PutPosition, known_at: Instant) -> Result<PositionId> {
    let title = input.title.trim().to_owned();
    if title.is_empty() {
        return Err(Problem::invalid("input.required").at("/title"));
    }
    if !(0..=MOST).contains(&input.headcount) {
        return Err(Problem::invalid("positions.headcount_out_of_range").at("/headcount").with("most", MOST));
    }
    let db = work.db();
    let day = input.first_day;
    let unit = Find::<OrgUnit>::new().eq(OrgUnit::UNIT_ID, input.unit_id.0).as_of(day, known_at).one(&db).await?;
    if unit.is_none() {
        return Err(Problem::invalid("organisation.unit_unknown").at("/unit_id").with("day", day));
    }
    if let Some(job) = &input.job {
        check_code(&db, "job", job, "/job").await?;
    }
    if let Some(entity) = input.legal_entity_id
        && Find::<LegalEntity>::by_id(&db, entity.0).await?.is_none_or(|entity| !entity.active)
    {
        return Err(Problem::invalid("organisation.legal_entity_unknown").at("/legal_entity_id"));
    }
    let known = Find::<Position>::new().eq(Position::UNIT_ID, input.unit_id.0).as_of(day, known_at).all(&db).await?;
    let same = known.iter().any(|row| row.title == title && input.id.is_none_or(|id| id.0 != row.position_id));
    if same {
        return Err(Problem::conflict("positions.title_taken").at("/title"));
    }
    let position_id = input.id.map_or_else(|| work.new_id(), |id| id.0);
    let row = Position {
        row_id: work.new_id(),
        position_id,
        unit_id: input.unit_id.0,
        title,
        job: input.job,
        job_level: input.job_level.filter(|level| !level.trim().is_empty()),
        headcount: input.headcount,
        legal_entity_id: input.legal_entity_id.map(|entity| entity.0),
        key_position: input.key_position,
        valid_from: day,
        valid_until: None,
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    work.put(DateRange::starting(day), known_at, &row).await?;
    Ok(PositionId(position_id))
}

/// Ends a position after a day. Nobody may be assigned to it any more.
pub async fn end_position(app: &App, caller: &Caller, position: PositionId, input: LastDay) -> Result<()> {
    caller.require(Permission::OrganisationWrite)?;
    let mut work = app.begin(caller, "end_position", None).await?;
    let (day, known_at) = (input.last_day + Days::new(1), work.now());
    let row = Find::<Position>::new().eq(Position::POSITION_ID, position.0).as_of(input.last_day, known_at);
    if row.one(&work.db()).await?.is_none() {
        return Err(Problem::not_found("positions.unknown"));
    }
    let held = Find::<Assignment>::new().eq(Assignment::POSITION_ID, position.0).as_of(day, known_at);
    let held = held.count(&work.db()).await?;
    if held > 0 {
        return Err(Problem::conflict("positions.still_held").with("people", held));
    }
    end_position_in(&mut work, position, day, known_at).await?;
    work.commit().await?;
    Ok(())
}

/// Ends a position inside a unit of work; from `day` on it does not hold.
pub async fn end_position_in(work: &mut UnitOfWork, position: PositionId, day: Date, known_at: Instant) -> Result<()> {
    Ok(work.clear::<Position>(position.0, DateRange::starting(day), known_at).await?)
}

/// Seats a person on a position of the unit in which the person works, from a day on.
pub async fn seat_person(app: &App, caller: &Caller, person: PersonId, input: Seat) -> Result<()> {
    let subject = storage::query::subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::PersonWrite, &subject)?;
    let mut work = app.begin(caller, "seat_person", None).await?;
    let employment = current_employment(&work.db(), person, input.first_day).await?;
    let employment = employment.ok_or(Problem::conflict("people.not_employed").with("day", input.first_day))?;
    let known_at = work.now();
    seat_in(&mut work, EmploymentId(employment.employment_id), &input, known_at).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work. The title of the assignment becomes that of the position.
pub async fn seat_in(work: &mut UnitOfWork, employment: EmploymentId, input: &Seat, known_at: Instant) -> Result<()> {
    let day = input.first_day;
    let find = Find::<Assignment>::new().eq(Assignment::EMPLOYMENT_ID, employment.0);
    let old = find.as_of(day, known_at).one(&work.db()).await?;
    let old = old.ok_or(Problem::conflict("people.not_employed").at("/first_day").with("day", day))?;
    let position = position_on(work, input.position_id.0, day, known_at).await?;
    let position = position.ok_or(Problem::invalid("positions.unknown").at("/position_id"))?;
    if position.unit_id != old.unit_id {
        return Err(Problem::conflict("positions.other_unit").at("/position_id"));
    }
    let row = Assignment { position_id: Some(position.position_id), position: position.title, ..old };
    let range = DateRange::new(day, row.valid_until).unwrap_or(DateRange::starting(day));
    Ok(work.put(range, known_at, &row).await?)
}

async fn position_on(work: &UnitOfWork, position: Uuid, day: Date, known_at: Instant) -> Result<Option<Position>> {
    let find = Find::<Position>::new().eq(Position::POSITION_ID, position);
    Ok(find.as_of(day, known_at).one(&work.db()).await?)
}

/// Where somebody sits from a day on, all of it.
#[derive(Debug, Clone)]
pub struct Reseat {
    /// From which day on.
    pub first_day: Date,
    /// In which unit.
    pub unit_id: OrgUnitId,
    /// To whom.
    pub manager_id: Option<PersonId>,
    /// On which position.
    pub position_id: Option<PositionId>,
    /// Work place.
    pub place: String,
}

/// Changes unit, manager, position and place in one stroke, from a day on; title, level and hours stay.
pub async fn reseat_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    input: &Reseat,
    known_at: Instant,
) -> Result<()> {
    let day = input.first_day;
    let find = Find::<Assignment>::new().eq(Assignment::EMPLOYMENT_ID, employment.0);
    let old = find.as_of(day, known_at).one(&work.db()).await?;
    let old = old.ok_or(Problem::conflict("people.not_employed").at("/first_day").with("day", day))?;
    let row = Assignment {
        unit_id: input.unit_id.0,
        manager_id: input.manager_id.map(|manager| manager.0),
        position_id: input.position_id.map(|position| position.0),
        place: input.place.clone(),
        ..old
    };
    let range = DateRange::new(day, row.valid_until).unwrap_or(DateRange::starting(day));
    Ok(work.put(range, known_at, &row).await?)
}
