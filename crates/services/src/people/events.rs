//! Dated facts: performance results, leave, events.

use kernel::{Instant, PersonId, Problem, Record};
use storage::query::Find;
use storage::rows::{self, PerformanceResult, PersonEvent};
use storage::{Document, UnitOfWork};

use super::views::{Leave, Performance, RecordEvent};
use crate::Result;
use crate::organisation::check_code;

/// Records the result of a cycle; a later one for the same cycle is a correction and supersedes it.
pub async fn record_performance_in(
    work: &mut UnitOfWork,
    person: PersonId,
    input: Performance,
    known_at: Instant,
) -> Result<()> {
    let row = performance_row(work, person, input, known_at)?;
    let same = Find::<PerformanceResult>::new()
        .eq(PerformanceResult::PERSON_ID, person.0)
        .eq(PerformanceResult::CYCLE, row.cycle.as_str())
        .known();
    for old in same.all(&work.db()).await? {
        work.update(&old, PerformanceResult { known_until: Some(known_at.into()), ..old.clone() }).await?;
    }
    Ok(work.insert(row).await?)
}

pub(super) fn performance_row(
    work: &UnitOfWork,
    person: PersonId,
    input: Performance,
    known_at: Instant,
) -> Result<PerformanceResult> {
    if input.last_day < input.first_day {
        return Err(Problem::invalid("input.range_reversed").at("/last_day"));
    }
    if !(0..=20_000).contains(&input.score_hundredths) {
        return Err(Problem::invalid("people.score_out_of_range").at("/score_hundredths"));
    }
    let id = work.new_id();
    Ok(PerformanceResult {
        id,
        person_id: person.0,
        cycle: input.cycle,
        first_day: input.first_day,
        last_day: input.last_day,
        score: work.seal(PerformanceResult::META, PerformanceResult::SCORE, id, &input.score_hundredths),
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    })
}

/// Records days away.
pub async fn record_leave_in(work: &mut UnitOfWork, person: PersonId, input: Leave, known_at: Instant) -> Result<()> {
    check_code(&work.db(), "leave_kind", input.kind.expose(), "/kind").await?;
    if input.last_day < input.first_day {
        return Err(Problem::invalid("input.range_reversed").at("/last_day"));
    }
    let days = (input.last_day - input.first_day).num_days() + 1;
    if input.half_days < 1 || i64::from(input.half_days) > days * 2 {
        return Err(Problem::invalid("people.leave_length").at("/half_days"));
    }
    let id = work.new_id();
    let row = rows::Leave {
        id,
        person_id: person.0,
        kind: work.seal(rows::Leave::META, rows::Leave::KIND, id, input.kind.expose()),
        first_day: input.first_day,
        last_day: input.last_day,
        half_days: input.half_days,
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    Ok(work.insert(row).await?)
}

/// Records a dated fact.
pub async fn record_event_in(
    work: &mut UnitOfWork,
    person: PersonId,
    input: RecordEvent,
    known_at: Instant,
) -> Result<()> {
    check_code(&work.db(), "event_kind", &input.kind, "/kind").await?;
    let id = work.new_id();
    let row = PersonEvent {
        id,
        person_id: person.0,
        kind: input.kind,
        day: input.day,
        detail: work.seal(PersonEvent::META, PersonEvent::DETAIL, id, &Document(input.detail)),
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    Ok(work.insert(row).await?)
}
