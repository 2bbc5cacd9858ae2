//! From a person up to the top, with the dotted lines beside it.

use std::collections::{HashMap, HashSet};

use access::{Caller, Permission};
use chrono::Days;
use kernel::{Date, FieldClass, Instant, OrgUnitId, PersonId, Problem, ReportingLineId};
use storage::Db;
use storage::query::{Find, subject_of, subjects_of};
use storage::rows::{Assignment, OrgUnit, Person, ReportingLine};
use uuid::Uuid;

use super::views::{ChainLink, ChainView, DottedLine};
use crate::people::{AsOfQuery, PersonRef, UnitRef, axes};
use crate::{App, Result};

/// The chain of command of a person whom the caller may see.
pub async fn chain_of_command(app: &App, caller: &Caller, person: PersonId, query: AsOfQuery) -> Result<ChainView> {
    let (day, known_at) = axes(app, &query);
    let db = app.db();
    let subject = subject_of(&db, person.0, app.today()).await?;
    caller.require_for(Permission::PersonRead, &subject)?;
    // Tomorrow's chain would tell who will be gone.
    let day = if caller.may_read(FieldClass::Employment, &subject) { day } else { day.min(app.today()) };
    if Find::<Person>::by_id(&db, person.0).await?.is_none() {
        return Err(Problem::not_found("people.unknown"));
    }
    let at = At { db: &db, day, known_at };
    let mut seats = at.seats([person.0]).await?;
    let (mut above, mut seen) = (Vec::new(), HashSet::from([person.0]));
    let mut next = seats.get(&person.0).and_then(|seat| seat.manager_id);
    while let Some(manager) = next.filter(|manager| seen.insert(*manager)) {
        seats.extend(at.seats([manager]).await?);
        next = seats.get(&manager).and_then(|seat| seat.manager_id);
        above.push(manager);
    }
    let lines =
        Find::<ReportingLine>::new().eq(ReportingLine::PERSON_ID, person.0).as_of(day, known_at).all(&db).await?;
    let lines_in = Find::<ReportingLine>::new().eq(ReportingLine::TO_PERSON_ID, person.0).as_of(day, known_at);
    let mut lines_in = lines_in.all(&db).await?;
    let from: Vec<Uuid> = lines_in.iter().map(|line| line.person_id).collect();
    let subjects = subjects_of(&db, &from, app.today()).await?;
    let scope = caller.scope(Permission::PersonRead);
    lines_in.retain(|line| subjects.get(&line.person_id).is_some_and(|subject| scope.covers(subject)));
    let ends = lines.iter().map(|line| line.to_person_id).chain(lines_in.iter().map(|line| line.person_id));
    seats.extend(at.seats(ends).await?);
    let everybody: Vec<Uuid> = above
        .iter()
        .copied()
        .chain([person.0])
        .chain(lines.iter().map(|line| line.to_person_id))
        .chain(lines_in.iter().map(|line| line.person_id))
        .collect();
    let names = at.names(&everybody, &seats).await?;
    let reports =
        Find::<Assignment>::new().eq(Assignment::MANAGER_ID, person.0).as_of(day, known_at).count(&db).await?;
    let dotted = |line: &ReportingLine, other: Uuid, subject| dotted(caller, line, names.link(other), subject);
    Ok(ChainView {
        as_of: day,
        person: names.link(person.0),
        above: above.into_iter().map(|manager| names.link(manager)).collect(),
        dotted: lines.iter().map(|line| dotted(line, line.to_person_id, subject)).collect(),
        dotted_in: lines_in
            .iter()
            .filter_map(|line| Some(dotted(line, line.person_id, *subjects.get(&line.person_id)?)))
            .collect(),
        reports,
    })
}

fn dotted(caller: &Caller, line: &ReportingLine, link: ChainLink, subject: access::Subject) -> DottedLine {
    let mut shown = caller.disclose(subject);
    DottedLine {
        id: ReportingLineId(line.line_id),
        kind: line.kind.clone(),
        link,
        first_day: shown.show_as("first_day", ReportingLine::VALID_FROM, line.valid_from),
        last_day: shown.show_as(
            "last_day",
            ReportingLine::VALID_UNTIL,
            line.valid_until.map(|until| until - Days::new(1)),
        ),
        redacted: shown.redacted(),
    }
}

/// A point on both axes of time.
#[expect(clippy::struct_field_names, reason = "known_at is the word of the house")]
struct At<'a> {
    db: &'a Db<'a>,
    day: Date,
    known_at: Instant,
}

impl At<'_> {
    async fn seats(&self, persons: impl IntoIterator<Item = Uuid>) -> Result<HashMap<Uuid, Assignment>> {
        let find = Find::<Assignment>::new().any(Assignment::PERSON_ID, persons).as_of(self.day, self.known_at);
        Ok(find.all(self.db).await?.into_iter().map(|seat| (seat.person_id, seat)).collect())
    }

    async fn names(&self, persons: &[Uuid], seats: &HashMap<Uuid, Assignment>) -> Result<Names> {
        let found = Find::<Person>::new().any(Person::ID, persons.iter().copied()).all(self.db).await?;
        let names = found.into_iter().map(|row| (row.id, row.full_name)).collect();
        let units: HashSet<Uuid> = seats.values().map(|seat| seat.unit_id).collect();
        let units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, units).as_of(self.day, self.known_at);
        let units: HashMap<Uuid, String> =
            units.all(self.db).await?.into_iter().map(|unit| (unit.unit_id, unit.name)).collect();
        let seats = seats.iter().map(|(person, seat)| {
            let unit = units.get(&seat.unit_id).map(|name| UnitRef { id: OrgUnitId(seat.unit_id), name: name.clone() });
            (*person, (seat.position.clone(), unit))
        });
        Ok(Names { names, seats: seats.collect() })
    }
}

struct Names {
    names: HashMap<Uuid, String>,
    seats: HashMap<Uuid, (String, Option<UnitRef>)>,
}

impl Names {
    fn link(&self, person: Uuid) -> ChainLink {
        let full_name = self.names.get(&person).cloned().unwrap_or_default();
        let seat = self.seats.get(&person);
        ChainLink {
            person: PersonRef { id: PersonId(person), full_name },
            position: seat.map(|(position, _)| position.clone()),
            unit: seat.and_then(|(_, unit)| unit.clone()),
        }
    }
}
