//! Dotted lines: a second, dated line of reporting. It shows who works for whom and gives no rights.

use access::{Caller, Permission};
use chrono::Days;
use kernel::{Date, DateRange, Instant, PersonId, Problem, ReportingLineId};
use storage::query::Find;
use storage::rows::ReportingLine;
use storage::{TimelineRow as _, UnitOfWork};

use super::views::NewReportingLine;
use crate::organisation::check_code;
use crate::people::current_employment;
use crate::{App, Result};

/// Draws a dotted line from a person to another one.
pub async fn add_reporting_line(
    app: &App,
    caller: &Caller,
    person: PersonId,
    input: NewReportingLine,
) -> Result<ReportingLineId> {
    let subject = storage::query::subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::PersonWrite, &subject)?;
    let mut work = app.begin(caller, "add_reporting_line", None).await?;
    let known_at = work.now();
    let id = add_reporting_line_in(&mut work, person, input, known_at).await?;
    work.commit().await?;
    Ok(id)
}

/// The same inside a unit of work.
pub async fn add_reporting_line_in(
    work: &mut UnitOfWork,
    person: PersonId,
    input: NewReportingLine,
    known_at: Instant,
) -> Result<ReportingLineId> {
    let db = work.db();
    check_code(&db, "reporting_line_kind", &input.kind, "/kind").await?;
    if input.to_person_id == person {
        return Err(Problem::conflict("people.own_manager").at("/to_person_id"));
    }
    let range = DateRange::inclusive(input.first_day, input.last_day)
        .map_err(|_| Problem::invalid("input.range_reversed").at("/last_day"))?;
    for (who, pointer) in [(person, "/first_day"), (input.to_person_id, "/to_person_id")] {
        if current_employment(&db, who, input.first_day).await?.is_none() {
            return Err(Problem::conflict("people.not_employed").at(pointer).with("day", input.first_day));
        }
    }
    let known = Find::<ReportingLine>::new().eq(ReportingLine::PERSON_ID, person.0).known();
    let known =
        known.eq(ReportingLine::TO_PERSON_ID, input.to_person_id.0).eq(ReportingLine::KIND, input.kind.as_str());
    if known.all(&db).await?.iter().any(|line| line.range().overlaps(range)) {
        return Err(Problem::conflict("positions.line_exists").at("/to_person_id"));
    }
    let line_id = work.new_id();
    let row = ReportingLine {
        row_id: work.new_id(),
        line_id,
        person_id: person.0,
        to_person_id: input.to_person_id.0,
        kind: input.kind,
        valid_from: range.from(),
        valid_until: range.until(),
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    work.put(range, known_at, &row).await?;
    Ok(ReportingLineId(line_id))
}

/// Ends a dotted line after a day.
pub async fn end_reporting_line(
    app: &App,
    caller: &Caller,
    person: PersonId,
    line: ReportingLineId,
    last_day: Date,
) -> Result<()> {
    let subject = storage::query::subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::PersonWrite, &subject)?;
    let mut work = app.begin(caller, "end_reporting_line", None).await?;
    let known_at = work.now();
    let find = Find::<ReportingLine>::new().eq(ReportingLine::LINE_ID, line.0).eq(ReportingLine::PERSON_ID, person.0);
    let row = find.known().one(&work.db()).await?.ok_or(Problem::not_found("positions.line_unknown"))?;
    // A line that ends before it began was a mistake: nothing of it holds.
    let from = (last_day + Days::new(1)).max(row.valid_from);
    work.clear::<ReportingLine>(line.0, DateRange::starting(from), known_at).await?;
    work.commit().await?;
    Ok(())
}
