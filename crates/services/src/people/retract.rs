//! Taking a change back: what it wrote holds no longer, what it superseded holds again, from now on. Both stay
//! answerable for the time in which they were known.

use std::collections::{HashMap, HashSet};

use kernel::{DateRange, Instant, Problem, Record};
use serde::{Deserialize, Serialize};
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Contract, DutyStatus, Employment};
use storage::{TimelineRow, UnitOfWork};
use uuid::Uuid;

use crate::Result;

/// The rows of a person's employments that were known at some point of a unit of work.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    rows: HashSet<Uuid>,
}

/// What a change did to the timelines: which rows it superseded and which it wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// No longer known.
    pub superseded: Vec<Uuid>,
    /// Known since.
    pub wrote: Vec<Uuid>,
}

macro_rules! each_line {
    ($($row:ident)+) => {
        /// What is known of a person now.
        pub async fn mark(work: &UnitOfWork, person: Uuid) -> Result<Mark> {
            let mut rows = HashSet::new();
            $(rows.extend(known::<$row>(work, person).await?.iter().map(Record::id));)+
            Ok(Mark { rows })
        }

        /// Takes back what was written, from `known_at` on. Refused where something was built on it since.
        pub async fn retract_in(
            work: &mut UnitOfWork,
            person: Uuid,
            written: &Written,
            known_at: Instant,
        ) -> Result<()> {
            let begun = begun(work, person, written).await?;
            $(check_unchanged::<$row>(work, person, written).await?;)+
            $(check_unused::<$row>(work, person, written, &begun).await?;)+
            $(restore::<$row>(work, person, written, known_at).await?;)+
            Ok(())
        }
    };
}

each_line! { Employment Contract Assignment Compensation DutyStatus }

/// What happened since the mark.
pub async fn written_since(work: &UnitOfWork, person: Uuid, before: &Mark) -> Result<Written> {
    let now = mark(work, person).await?;
    let mut superseded: Vec<Uuid> = before.rows.difference(&now.rows).copied().collect();
    let mut wrote: Vec<Uuid> = now.rows.difference(&before.rows).copied().collect();
    superseded.sort_unstable();
    wrote.sort_unstable();
    Ok(Written { superseded, wrote })
}

async fn all<R: TimelineRow>(work: &UnitOfWork, person: Uuid) -> Result<Vec<R>> {
    let Some(field) = R::META.field("person_id") else { return Ok(Vec::new()) };
    Ok(Find::<R>::new().eq(field, person).all(&work.db()).await?)
}

async fn known<R: TimelineRow>(work: &UnitOfWork, person: Uuid) -> Result<Vec<R>> {
    let Some(field) = R::META.field("person_id") else { return Ok(Vec::new()) };
    Ok(Find::<R>::new().eq(field, person).known().all(&work.db()).await?)
}

fn of<R: TimelineRow>(rows: &[R], ids: &[Uuid]) -> Vec<R> {
    rows.iter().filter(|row| ids.contains(&row.id())).cloned().collect()
}

/// Whether two rows say the same over the same days, whenever they were written.
fn says_the_same<R: TimelineRow + PartialEq>(a: &R, b: &R) -> bool {
    let bare = |row: &R| {
        let epoch = Instant::from_micros(0);
        row.rewritten(Uuid::nil(), row.range(), epoch, epoch)
    };
    bare(a) == bare(b)
}

async fn check_unchanged<R: TimelineRow + PartialEq>(work: &UnitOfWork, person: Uuid, written: &Written) -> Result<()> {
    let rows = all::<R>(work, person).await?;
    let standing: Vec<&R> = rows.iter().filter(|row| row.known().until.is_none()).collect();
    let wrote = of(&rows, &written.wrote);
    let intact = wrote.iter().all(|wrote| standing.iter().any(|row| says_the_same(*row, wrote)));
    // Where it only ended something, a later change may stand on the empty days.
    let old = of(&rows, &written.superseded);
    let mut in_the_way = standing.iter().filter(|row| {
        // Nobody is employed twice on a day: here another employment is in the way as well.
        let one_line = |old: &R| R::META.name == "employment" || old.key() == row.key();
        let over = |old: &R| one_line(old) && old.range().overlaps(row.range());
        old.iter().any(over) && !wrote.iter().any(|wrote| says_the_same(**row, wrote))
    });
    if !intact || in_the_way.next().is_some() {
        return Err(Problem::conflict("changes.built_upon"));
    }
    Ok(())
}

/// The employments that the change began: nothing of them was known before.
async fn begun(work: &UnitOfWork, person: Uuid, written: &Written) -> Result<HashSet<Uuid>> {
    let rows = all::<Employment>(work, person).await?;
    let before: HashSet<Uuid> =
        rows.iter().filter(|row| !written.wrote.contains(&row.row_id)).map(|row| row.employment_id).collect();
    let wrote = rows.iter().filter(|row| written.wrote.contains(&row.row_id)).map(|row| row.employment_id);
    Ok(wrote.filter(|employment| !before.contains(employment)).collect())
}

/// An employment that goes takes nothing with it that others wrote under it since.
async fn check_unused<R: TimelineRow + PartialEq>(
    work: &UnitOfWork,
    person: Uuid,
    written: &Written,
    begun: &HashSet<Uuid>,
) -> Result<()> {
    let Some(field) = R::META.field("employment_id") else { return Ok(()) };
    let wrote = of(&all::<R>(work, person).await?, &written.wrote);
    let under = Find::<R>::new().any(field, begun.iter().copied()).known().all(&work.db()).await?;
    if under.iter().any(|row| !wrote.iter().any(|wrote| says_the_same(row, wrote))) {
        return Err(Problem::conflict("changes.built_upon"));
    }
    Ok(())
}

async fn restore<R: TimelineRow>(
    work: &mut UnitOfWork,
    person: Uuid,
    written: &Written,
    known_at: Instant,
) -> Result<()> {
    let rows = all::<R>(work, person).await?;
    for wrote in of(&rows, &written.wrote) {
        work.clear::<R>(wrote.key(), wrote.range(), known_at).await?;
    }
    let spans = spans(work, person).await?;
    for old in of(&rows, &written.superseded) {
        if let Some(range) = within::<R>(&spans, &old) {
            work.put(range, known_at, &old).await?;
        }
    }
    Ok(())
}

/// From when until when each employment lasts, as far as is known now.
async fn spans(work: &UnitOfWork, person: Uuid) -> Result<HashMap<Uuid, DateRange>> {
    let mut spans: HashMap<Uuid, DateRange> = HashMap::new();
    for row in known::<Employment>(work, person).await? {
        let (mut from, mut until) = (row.valid_from, row.valid_until);
        if let Some(span) = spans.get(&row.employment_id) {
            from = from.min(span.from());
            until = until.zip(span.until()).map(|(one, other)| one.max(other));
        }
        if let Ok(span) = DateRange::new(from, until) {
            spans.insert(row.employment_id, span);
        }
    }
    Ok(spans)
}

/// The days over which a row holds again. What holds under an employment holds no longer than it does: it may have
/// ended since, on days on which nothing stood that the end could have cut.
fn within<R: TimelineRow>(spans: &HashMap<Uuid, DateRange>, old: &R) -> Option<DateRange> {
    let range = old.range();
    let under = ["assignment", "compensation", "duty_status"].contains(&R::META.name);
    let Some(span) = spans.get(&old.key()).filter(|_| under) else { return Some(range) };
    let until = match (range.until(), span.until()) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    DateRange::new(range.from().max(span.from()), until).ok()
}
