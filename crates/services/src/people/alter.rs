//! Changes of what holds under an employment: post, pay, probation, duty, first day.
//!
//! A change from a day on holds until the same value would change anyway: what is scheduled for later stays scheduled.
//! With a last day it holds over these days, whatever held there. Nothing holds beyond the employment.

use chrono::Days;
use kernel::{Date, DateRange, EmploymentId, Instant, Money, Problem, Record};
use storage::query::Find;
use storage::rows::{Assignment, Compensation, DutyStatus, Employment};
use storage::{Store, TimelineRow, UnitOfWork};
use uuid::Uuid;

use super::commands::check_unit;
use super::views::{ChangePay, Duty, Transfer};
use crate::Result;
use crate::organisation::check_code;

/// Changes the assignment from a day on.
pub async fn transfer_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    input: Transfer,
    known_at: Instant,
) -> Result<()> {
    correct_assignment_in(work, employment, input, None, known_at).await
}

/// Changes the assignment over some days; without a last day like [`transfer_in`].
pub async fn correct_assignment_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    input: Transfer,
    last_day: Option<Date>,
    known_at: Instant,
) -> Result<()> {
    let day = input.first_day;
    let rows = line::<Assignment>(work, employment, known_at).await?;
    let at = rows.iter().position(|row| row.range().contains(day));
    let at = at.ok_or(Problem::conflict("people.not_employed").at("/first_day").with("day", day))?;
    if let Some(unit) = input.unit_id {
        check_unit(work, unit.0, day, known_at).await?;
    }
    if input.manager_id.is_some_and(|manager| manager.0 == rows[at].person_id) {
        return Err(Problem::conflict("people.own_manager").at("/manager_id"));
    }
    let ends = FieldEnds::find(&rows[at..], &input, last_day)?;
    for row in &rows[at..] {
        let mut from = row.valid_from.max(day);
        while let Some(range) = ends.piece(from, row.valid_until) {
            let new = ends.applied(&input, row, from);
            if new != *row {
                work.put(range, known_at, &new).await?;
            }
            let Some(next) = range.until().filter(|next| row.valid_until != Some(*next)) else { break };
            from = next;
        }
    }
    Ok(())
}

/// Until when each named field takes its new value; `None`: without an end.
struct FieldEnds {
    unit: Option<Date>,
    manager: Option<Date>,
    position: Option<Date>,
    level: Option<Date>,
    place: Option<Date>,
}

impl FieldEnds {
    fn find(rows: &[Assignment], input: &Transfer, last_day: Option<Date>) -> Result<Self> {
        let last = last_day.map(|last| last + Days::new(1));
        if last.is_some_and(|last| last <= input.first_day) {
            return Err(Problem::invalid("input.range_reversed").at("/last_day"));
        }
        let end = |same: fn(&Assignment, &Assignment) -> bool| last.or_else(|| run_end(rows, same));
        Ok(Self {
            unit: end(|a, b| a.unit_id == b.unit_id),
            manager: end(|a, b| a.manager_id == b.manager_id),
            position: end(|a, b| a.position == b.position),
            level: end(|a, b| a.job_level == b.job_level),
            place: end(|a, b| a.place == b.place),
        })
    }

    /// The days from `from` on over which nothing ends, inside the row.
    fn piece(&self, from: Date, until: Option<Date>) -> Option<DateRange> {
        let ends = [self.unit, self.manager, self.position, self.level, self.place, until];
        let next = ends.into_iter().flatten().filter(|end| *end > from).min();
        DateRange::new(from, next).ok()
    }

    fn applied(&self, input: &Transfer, row: &Assignment, day: Date) -> Assignment {
        let holds = |end: Option<Date>| end.is_none_or(|end| day < end);
        let mut new = row.clone();
        if let Some(unit) = input.unit_id.filter(|_| holds(self.unit)) {
            new.unit_id = unit.0;
        }
        if let Some(manager) = input.manager_id.filter(|_| holds(self.manager)) {
            new.manager_id = Some(manager.0);
        }
        if let Some(position) = input.position.as_ref().filter(|_| holds(self.position)) {
            new.position.clone_from(position);
        }
        if let Some(level) = input.job_level.as_ref().filter(|_| holds(self.level)) {
            new.job_level = Some(level.clone());
        }
        if let Some(place) = input.place.as_ref().filter(|_| holds(self.place)) {
            new.place.clone_from(place);
        }
        // Whoever goes to another unit or gets another title leaves the seat.
        if new.unit_id != row.unit_id || new.position != row.position {
            new.position_id = None;
        }
        new
    }
}

/// Where the value of the first row ends: the rows after it that go on without a gap and hold the same belong to it.
fn run_end<R: TimelineRow>(rows: &[R], same: impl Fn(&R, &R) -> bool) -> Option<Date> {
    let first = rows.first()?;
    let mut end = first.range().until();
    for row in &rows[1..] {
        if end != Some(row.range().from()) || !same(first, row) {
            break;
        }
        end = row.range().until();
    }
    end
}

/// What is known of a timeline, in order of days.
async fn line<R: TimelineRow>(work: &UnitOfWork, employment: EmploymentId, known_at: Instant) -> Result<Vec<R>> {
    let mut rows = Find::<R>::new().timeline(employment.0).known_at(known_at).all(&work.db()).await?;
    rows.sort_by_key(|row| row.range().from());
    Ok(rows)
}

/// The employment that holds on a day.
async fn employed(work: &UnitOfWork, employment: EmploymentId, day: Date, known_at: Instant) -> Result<Employment> {
    let rows = line::<Employment>(work, employment, known_at).await?;
    let row = rows.into_iter().find(|row| row.range().contains(day));
    row.ok_or(Problem::conflict("people.not_employed").at("/first_day").with("day", day))
}

/// Changes the pay from a day on.
pub async fn change_pay_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    input: ChangePay,
    known_at: Instant,
) -> Result<()> {
    correct_pay_in(work, employment, input, None, known_at).await
}

/// Changes the pay over some days; without a last day like [`change_pay_in`].
pub async fn correct_pay_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    input: ChangePay,
    last_day: Option<Date>,
    known_at: Instant,
) -> Result<()> {
    check_code(&work.db(), "pay_reason", &input.reason, "/reason").await?;
    if input.base_pay_fen.expose().fen() <= 0 {
        return Err(Problem::invalid("people.pay_not_positive").at("/base_pay_fen"));
    }
    let day = input.first_day;
    let held = employed(work, employment, day, known_at).await?;
    let rows = line::<Compensation>(work, employment, known_at).await?;
    let end = match last_day {
        Some(last) if last < day => return Err(Problem::invalid("input.range_reversed").at("/last_day")),
        Some(last) => Some(last + Days::new(1)),
        None => pay_end(work.store(), &rows, day)?,
    };
    let row = Compensation {
        row_id: work.new_id(),
        employment_id: employment.0,
        person_id: held.person_id,
        base_pay: work.seal(Compensation::META, Compensation::BASE_PAY, employment.0, input.base_pay_fen.expose()),
        reason: input.reason,
        valid_from: day,
        valid_until: None,
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    Ok(work.put(within(day, end, held.valid_until), known_at, &row).await?)
}

/// Where the pay of a day ends: at the next amount or reason that is not the same, or where pay begins at all.
fn pay_end(store: &Store, rows: &[Compensation], day: Date) -> Result<Option<Date>> {
    let Some(at) = rows.iter().position(|row| row.range().contains(day)) else {
        return Ok(rows.iter().map(|row| row.valid_from).find(|from| *from > day));
    };
    let rows = &rows[at..];
    let mut amounts = Vec::new();
    for row in rows {
        amounts.push((open_amount(store, row)?, row.reason.as_str()));
    }
    let same = amounts.iter().take_while(|amount| **amount == amounts[0]).count();
    Ok(run_end(&rows[..same], |_, _| true))
}

fn open_amount(store: &Store, row: &Compensation) -> Result<Money> {
    let opened = store.unseal("compensation", Compensation::BASE_PAY, row.employment_id, &row.base_pay)?;
    Ok(opened.into_exposed())
}

/// From a day until the nearer end.
fn within(from: Date, end: Option<Date>, other: Option<Date>) -> DateRange {
    let until = match (end, other) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    DateRange::new(from, until).unwrap_or(DateRange::starting(from))
}

/// Sets the first day after probation. It is one fact about the whole employment, whatever day one looks at.
pub async fn set_probation_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    probation_until: Option<Date>,
    known_at: Instant,
) -> Result<()> {
    for row in line::<Employment>(work, employment, known_at).await? {
        if row.probation_until != probation_until {
            work.put(row.range(), known_at, &Employment { probation_until, ..row.clone() }).await?;
        }
    }
    Ok(())
}

/// Says that somebody is not at the own post over some days.
pub async fn put_duty_in(work: &mut UnitOfWork, employment: EmploymentId, duty: Duty, known_at: Instant) -> Result<()> {
    let Duty { kind, first_day, last_day, host_entity_id, host_unit_id, host_name, paid_by } = duty;
    check_code(&work.db(), "duty_status", &kind, "/kind").await?;
    check_code(&work.db(), "duty_paid_by", &paid_by, "/paid_by").await?;
    if last_day.is_some_and(|last| last < first_day) {
        return Err(Problem::invalid("input.range_reversed").at("/last_day"));
    }
    let held = employed(work, employment, first_day, known_at).await?;
    let row = DutyStatus {
        row_id: work.new_id(),
        employment_id: employment.0,
        person_id: held.person_id,
        kind,
        host_entity_id: host_entity_id.map(Uuid::from),
        host_unit_id: host_unit_id.map(Uuid::from),
        host_name,
        paid_by,
        valid_from: first_day,
        valid_until: None,
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    let range = within(first_day, last_day.map(|last| last + Days::new(1)), held.valid_until);
    Ok(work.put(range, known_at, &row).await?)
}

/// Says that somebody is at the own post again from a day on.
pub async fn end_duty_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    first_day_back: Date,
    known_at: Instant,
) -> Result<()> {
    let rows = line::<DutyStatus>(work, employment, known_at).await?;
    let at = rows.iter().position(|row| row.range().contains(first_day_back));
    let at = at.ok_or(Problem::conflict("changes.not_away").at("/first_day"))?;
    // What is agreed for a later time stays agreed.
    let same = |a: &DutyStatus, b: &DutyStatus| {
        let of = |row: &DutyStatus| (row.kind.clone(), row.host_name.clone(), row.host_unit_id, row.host_entity_id);
        of(a) == of(b) && a.paid_by == b.paid_by
    };
    let range = within(first_day_back, run_end(&rows[at..], same), None);
    Ok(work.clear::<DutyStatus>(employment.0, range, known_at).await?)
}

/// Moves the first day of an employment: what held on its first day held from the right one, and before it nothing.
pub async fn correct_hire_date_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    hired_on: Date,
    known_at: Instant,
) -> Result<()> {
    let line = line::<Employment>(work, employment, known_at).await?;
    let held = line.first().ok_or(Problem::conflict("people.not_employed").at("/hired_on"))?;
    let old = held.valid_from;
    if held.valid_until.is_some_and(|until| until <= hired_on) {
        return Err(Problem::invalid("input.range_reversed").at("/hired_on"));
    }
    if hired_on < old {
        let others = Find::<Employment>::new().eq(Employment::PERSON_ID, held.person_id).known_at(known_at);
        let earlier = others.ne(Employment::EMPLOYMENT_ID, employment.0).all(&work.db()).await?;
        let new_days = DateRange::new(hired_on, Some(old)).unwrap_or(held.range());
        if earlier.iter().any(|row| row.range().overlaps(new_days)) {
            return Err(Problem::conflict("people.already_employed").at("/hired_on"));
        }
        let whole = DateRange::new(hired_on, held.valid_until).unwrap_or(DateRange::starting(hired_on));
        work.put(whole, known_at, held).await?;
        stretch::<Assignment>(work, employment, (hired_on, old), known_at).await?;
        stretch::<Compensation>(work, employment, (hired_on, old), known_at).await?;
    } else if let Ok(gone) = DateRange::new(old, Some(hired_on)) {
        work.clear::<Employment>(employment.0, gone, known_at).await?;
        work.clear::<Assignment>(employment.0, gone, known_at).await?;
        work.clear::<Compensation>(employment.0, gone, known_at).await?;
        work.clear::<DutyStatus>(employment.0, gone, known_at).await?;
    }
    Ok(())
}

/// What held on the old first day holds from the new one on.
async fn stretch<R: TimelineRow>(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    (from, old): (Date, Date),
    known_at: Instant,
) -> Result<()> {
    let first = line::<R>(work, employment, known_at).await?.into_iter().find(|row| row.range().contains(old));
    if let Some(first) = first {
        let range = DateRange::new(from, first.range().until()).unwrap_or(DateRange::starting(from));
        work.put(range, known_at, &first).await?;
    }
    Ok(())
}
