//! A manager's team: who is there, who is away, what is due. No pay, no identity, no reason of an absence.

use std::collections::HashMap;

use access::{Caller, Permission, Scope};
use chrono::Days;
use kernel::Date;
use storage::query::people::{self as roster, RosterFilter};
use storage::query::{Find, managers_below, subjects_of};
use storage::rows::{Assignment, Contract, Leave, Task};
use uuid::Uuid;

use super::views::{AwaySpan, TeamMember, TeamQuery, TeamView};
use crate::people::{PersonSummary, summaries};
use crate::{App, Result};

/// More than one looks at in one page.
const SHOWN: u64 = 200;
/// How far ahead absences are told.
const SOON: u64 = 14;
/// How far ahead the end of a contract is told.
const ENDS_SOON: u64 = 90;

/// What is dated about the people of a team.
struct Dated {
    away: HashMap<Uuid, AwaySpan>,
    contracts: HashMap<Uuid, Date>,
    changes: HashMap<Uuid, Date>,
    tasks: HashMap<Uuid, u64>,
}

/// The caller's direct reports, and on demand those below them.
pub async fn my_team(app: &App, caller: &Caller, query: TeamQuery) -> Result<TeamView> {
    let scope = caller.require(Permission::TeamRead)?;
    let (db, today) = (app.db(), app.today());
    let Some(person) = caller.person() else { return Ok(TeamView { items: Vec::new(), more: false, as_of: today }) };
    let mut filter = RosterFilter::new(today, app.now(), scope);
    if query.below == Some(true) {
        let managers = managers_below(&db, person.0, today, app.now()).await?;
        let team = Scope { managers: managers.into_iter().collect(), ..Scope::default() };
        filter.scope = team;
    } else {
        filter.manager = Some(person.0);
    }
    let mut rows = roster::list(&db, &filter, SHOWN + 1).await?;
    let more = rows.len() as u64 > SHOWN;
    rows.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    let ids: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let direct: HashMap<Uuid, bool> =
        rows.iter().map(|row| (row.person_id, row.manager_id == Some(person.0))).collect();
    let dated = dated(app, caller, &ids).await?;
    let subjects = subjects_of(&db, &ids, today).await?;
    let people = summaries(app, caller, rows, today).await?;
    let items = people.into_iter().map(|summary| {
        let id = summary.person_id.0;
        let subject = subjects.get(&id).copied().unwrap_or_default();
        member(caller.disclose(subject), summary, direct.get(&id) == Some(&true), &dated)
    });
    Ok(TeamView { items: items.collect(), more, as_of: today })
}

fn member(mut shown: access::Disclosure<'_>, person: PersonSummary, direct: bool, dated: &Dated) -> TeamMember {
    let id = person.person_id.0;
    TeamMember {
        direct,
        away: shown.show_as("away", Leave::FIRST_DAY, dated.away.get(&id).copied()),
        contract_ends: shown.show_as("contract_ends", Contract::VALID_UNTIL, dated.contracts.get(&id).copied()),
        changes_on: shown.show_as("changes_on", Assignment::VALID_FROM, dated.changes.get(&id).copied()),
        open_tasks: dated.tasks.get(&id).copied().unwrap_or(0),
        redacted: shown.redacted(),
        person,
    }
}

async fn dated(app: &App, caller: &Caller, ids: &[Uuid]) -> Result<Dated> {
    let (db, today) = (app.db(), app.today());
    let about = ids.iter().copied();
    let mut away: HashMap<Uuid, AwaySpan> = HashMap::new();
    let leaves = Find::<Leave>::new().any(Leave::PERSON_ID, about.clone()).known().gte(Leave::LAST_DAY, today);
    for leave in leaves.lt(Leave::FIRST_DAY, today + Days::new(SOON)).all(&db).await? {
        let span = AwaySpan { first_day: leave.first_day, last_day: leave.last_day };
        let next = away.entry(leave.person_id).or_insert(span);
        if span.first_day < next.first_day {
            *next = span;
        }
    }
    let contracts = Find::<Contract>::new().any(Contract::PERSON_ID, about.clone()).as_of(today, app.now());
    let contracts = contracts.lt(Contract::VALID_UNTIL, today + Days::new(ENDS_SOON)).all(&db).await?;
    let contracts = contracts.into_iter().filter_map(|row| Some((row.person_id, row.valid_until? - Days::new(1))));
    let changes = Find::<Assignment>::new().any(Assignment::PERSON_ID, about.clone()).known();
    let changes = changes.gte(Assignment::VALID_FROM, today + Days::new(1)).all(&db).await?;
    let mut tasks: HashMap<Uuid, u64> = HashMap::new();
    if let Some(own) = caller.person() {
        let open = Find::<Task>::new().any(Task::PERSON_ID, about).eq(Task::STATUS, "open");
        for task in open.eq(Task::ASSIGNEE_ID, own.0).all(&db).await? {
            *tasks.entry(task.person_id).or_default() += 1;
        }
    }
    Ok(Dated {
        away,
        contracts: contracts.collect(),
        changes: changes.into_iter().map(|row| (row.person_id, row.valid_from)).collect(),
        tasks,
    })
}
