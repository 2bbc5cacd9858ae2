//! The rows behind a figure.

use std::cmp::Reverse;
use std::collections::HashMap;

use access::Caller;
use kernel::{OrgUnitId, PersonId, Problem};
use storage::query::{Find, subjects_of};
use storage::rows::{Employment, OrgUnit, Person};
use uuid::Uuid;

use super::figures::{Figures, may_open};
use super::key::{FigureKey, NoSuchFigure};
use super::lines::Line;
use super::queries::sources;
use super::views::{FigureRow, FigureRows, FigureRowsQuery};
use super::words;
use crate::people::UnitRef;
use crate::{App, Result};

/// Who stands behind a figure. What the figure hides is not listed either.
pub async fn list_figure_rows(app: &App, caller: &Caller, key: &str, query: FigureRowsQuery) -> Result<FigureRows> {
    let day = query.as_of.unwrap_or_else(|| app.today());
    let limit = usize::try_from(query.limit.unwrap_or(50).clamp(1, 200)).unwrap_or(200);
    let unknown = || Problem::not_found("overview.figure_unknown").with("key", key);
    let key: FigureKey = key.parse().map_err(|NoSuchFigure| unknown())?;
    let sources = sources(app, caller, day).await?;
    let Some(mut lines) = sources.lines(&key) else { return Err(unknown()) };
    if !may_open(caller, &sources.book, &key, &lines) || (Figures { caller, sources: &sources }).hides(&key) {
        return Err(Problem::forbidden("overview.rows_withheld"));
    }
    lines.sort_by_key(|line| (Reverse(line.day), line.person));
    let total = lines.len();
    let skip = query.cursor.as_deref().and_then(|cursor| cursor.parse::<usize>().ok()).unwrap_or(0);
    let page: Vec<Line<'_>> = lines.into_iter().skip(skip).take(limit).collect();
    let next = skip + page.len();
    Ok(FigureRows {
        key: key.to_string(),
        title: words::title(&key),
        definition: words::definition(&key),
        as_of: day,
        items: views(app, caller, page, day).await?,
        next_cursor: (next < total).then(|| next.to_string()),
        total: total as u64,
    })
}

async fn views(app: &App, caller: &Caller, lines: Vec<Line<'_>>, day: kernel::Date) -> Result<Vec<FigureRow>> {
    let db = app.db();
    let ids: Vec<Uuid> = lines.iter().map(|line| line.person).collect();
    let names = Find::<Person>::new().any(Person::ID, ids.iter().copied()).all(&db).await?;
    let names: HashMap<Uuid, String> = names.into_iter().map(|row| (row.id, row.full_name)).collect();
    let mut employments =
        Find::<Employment>::new().any(Employment::PERSON_ID, ids.iter().copied()).known().all(&db).await?;
    employments.sort_by_key(|row| row.valid_from);
    let numbers: HashMap<Uuid, String> = employments.into_iter().map(|row| (row.person_id, row.employee_no)).collect();
    let subjects = subjects_of(&db, &ids, day).await?;
    let units = subjects.values().filter_map(|subject| subject.unit);
    let mut units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, units).known().all(&db).await?;
    units.sort_by_key(|row| row.valid_from);
    let units: HashMap<Uuid, String> = units.into_iter().map(|row| (row.unit_id, row.name)).collect();
    let view = |line: Line<'_>| {
        let Line { person, day, note, minutes, outcome, ended } = line;
        let subject = subjects.get(&person).copied().unwrap_or_default();
        let unit = subject.unit.and_then(|id| Some(UnitRef { id: OrgUnitId(id), name: units.get(&id)?.clone() }));
        let mut shown = caller.disclose(subject);
        let ground = ended.and_then(|spell| spell.ground.clone());
        let reason = ended.and_then(|spell| spell.reason.as_ref()).map(|reason| reason.expose().clone());
        FigureRow {
            person_id: PersonId(person),
            full_name: names.get(&person).cloned().unwrap_or_default(),
            employee_no: numbers.get(&person).cloned(),
            unit,
            day,
            note,
            minutes,
            outcome,
            exit_ground: shown.show(Employment::EXIT_GROUND, ground),
            exit_reason: shown.show(Employment::EXIT_REASON, reason),
            redacted: shown.redacted(),
        }
    };
    Ok(lines.into_iter().map(view).collect())
}
