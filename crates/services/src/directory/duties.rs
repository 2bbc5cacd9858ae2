//! What is due about somebody: dated duties out of several records, the next first.

use access::{Caller, Permission};
use chrono::Days;
use kernel::{Date, FieldClass, PersonId};
use storage::query::{Find, subject_of};
use storage::rows::{Assignment, Contract, Employment, PersonTag};

use super::views::{Reminder, ReminderKind, ReminderList};
use crate::{App, Result};

/// How far ahead each kind is told.
const CONTRACT_DAYS: u64 = 90;
const PROBATION_DAYS: u64 = 60;
const TAG_DAYS: u64 = 30;

/// The dated duties about a person, for who may read the terms of the employment.
pub async fn list_duties(app: &App, caller: &Caller, person: PersonId) -> Result<ReminderList> {
    let (db, today) = (app.db(), app.today());
    let subject = subject_of(&db, person.0, today).await?;
    caller.require_for(Permission::PersonRead, &subject)?;
    if !caller.may_read(FieldClass::Employment, &subject) {
        return Ok(ReminderList { items: Vec::new() });
    }
    let mut due: Vec<(ReminderKind, Date, Option<&str>)> = Vec::new();
    let within = |day: Date, days: u64| day <= today + Days::new(days);
    let employment = Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).as_of(today, app.now());
    if let Some(row) = employment.one(&db).await? {
        let last = row.probation_until.map(|until| until - Days::new(1));
        if let Some(day) = last.filter(|day| *day >= today && within(*day, PROBATION_DAYS)) {
            due.push((ReminderKind::ProbationEnds, day, Some("《劳动合同法》第十九条")));
        }
        if let Some(until) = row.valid_until {
            due.push((ReminderKind::EmploymentEnds, until - Days::new(1), None));
        }
    }
    for row in Find::<Contract>::new().eq(Contract::PERSON_ID, person.0).as_of(today, app.now()).all(&db).await? {
        if let Some(day) = row.valid_until.map(|until| until - Days::new(1)).filter(|day| within(*day, CONTRACT_DAYS)) {
            due.push((ReminderKind::ContractEnds, day, Some("《劳动合同法》第十四条、第四十四条")));
        }
    }
    let ahead = Find::<Assignment>::new().eq(Assignment::PERSON_ID, person.0).known();
    for row in ahead.gte(Assignment::VALID_FROM, today + Days::new(1)).all(&db).await? {
        due.push((ReminderKind::AssignmentChanges, row.valid_from, None));
    }
    let tags = Find::<PersonTag>::new().eq(PersonTag::PERSON_ID, person.0).none(PersonTag::WITHDRAWN_AT);
    for row in tags.gte(PersonTag::VALID_UNTIL, today).all(&db).await? {
        if within(row.valid_until, TAG_DAYS) {
            due.push((ReminderKind::TagExpires, row.valid_until - Days::new(1), None));
        }
    }
    due.sort_by_key(|(kind, day, _)| (*day, *kind));
    let duty = |(kind, day, article): (ReminderKind, Date, Option<&str>)| Reminder {
        kind,
        day,
        days_left: (day - today).num_days(),
        article: article.map(str::to_owned),
    };
    Ok(ReminderList { items: due.into_iter().map(duty).collect() })
}
