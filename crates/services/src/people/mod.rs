//! Persons and their working life: hire, transfer, pay, performance, leave, events, exit; the roster and the
//! employee page of any day on both axes of time.

mod alter;
mod commands;
mod correct;
mod entitlements;
mod events;
mod hiring;
mod history;
mod merged;
mod names;
mod page;
mod reinstate;
mod retract;
mod reveal;
mod roster;
mod views;

pub use alter::{
    change_pay_in, correct_assignment_in, correct_hire_date_in, correct_pay_in, end_duty_in, put_duty_in,
    set_probation_in, transfer_in,
};
pub use commands::{end_employment_in, hire_in, renew_contract_in};
pub use correct::{PersonCorrection, correct_person_in, identity_blind};
pub use entitlements::{
    EntitlementList, EntitlementView, NewEntitlement, PutEntitlement, list_leave_entitlements, record_entitlements_in,
    record_leave_entitlement,
};
pub use events::{record_event_in, record_leave_in, record_performance_in};
pub use hiring::{Hiring, NewHire};
pub use history::{Lived, PayFact, Post, Since, WorkingLife};
pub use names::{initials_of, pinyin_of};
pub use page::{axes, current_employment, person_page, person_timeline};
pub use reinstate::reinstate_in;
pub use retract::{Mark, Written, mark, retract_in, written_since};
pub use reveal::reveal_field;
pub use roster::{count_people, list_people, search_people};
pub(crate) use roster::{roster_filter, summaries};
pub use views::{
    AsOfQuery, ChangePay, ContractTerms, Duty, DutyView, EndEmployment, EntityRef, Hire, Hired, HiredPerson, Leave,
    NewPerson, PeopleCount, Performance, PersonPage, PersonRef, PersonSummary, PersonTimeline, RecordEvent, Reveal,
    Revealed, RosterOrder, RosterQuery, SearchQuery, StatusFilter, TimelineItem, TimelineKind, Transfer, UnitRef,
};

use access::{Caller, Permission};
use kernel::{EmploymentId, Instant, PersonId, Problem};
use storage::UnitOfWork;
use uuid::Uuid;

use crate::{App, Result};

/// Begins a write about a person whom the caller may maintain; finds the employment in force.
async fn begin(
    app: &App,
    caller: &Caller,
    permission: Permission,
    operation: &'static str,
    person: PersonId,
) -> Result<(UnitOfWork, Uuid, Instant)> {
    let subject = storage::query::subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(permission, &subject)?;
    let work = app.begin(caller, operation, None).await?;
    let employment = current_employment(&work.db(), person, app.today()).await?;
    let employment = employment.ok_or(Problem::conflict("people.not_employed"))?;
    let known_at = work.now();
    Ok((work, employment.employment_id, known_at))
}

/// Changes unit, manager, position, level or place from a day on.
pub async fn transfer_person(app: &App, caller: &Caller, person: PersonId, input: Transfer) -> Result<()> {
    let (mut work, employment, known_at) =
        begin(app, caller, Permission::PersonWrite, "transfer_person", person).await?;
    transfer_in(&mut work, EmploymentId(employment), input, known_at).await?;
    work.commit().await?;
    Ok(())
}

/// Changes the base pay from a day on.
pub async fn change_pay(app: &App, caller: &Caller, person: PersonId, input: ChangePay) -> Result<()> {
    let (mut work, employment, known_at) = begin(app, caller, Permission::PayWrite, "change_pay", person).await?;
    change_pay_in(&mut work, EmploymentId(employment), input, known_at).await?;
    work.commit().await?;
    Ok(())
}

/// Records the result of a performance cycle.
pub async fn record_performance(app: &App, caller: &Caller, person: PersonId, input: Performance) -> Result<()> {
    let (mut work, _, known_at) = begin(app, caller, Permission::PersonWrite, "record_performance", person).await?;
    record_performance_in(&mut work, person, input, known_at).await?;
    work.commit().await?;
    Ok(())
}

/// Records days away.
pub async fn record_leave(app: &App, caller: &Caller, person: PersonId, input: Leave) -> Result<()> {
    let (mut work, _, known_at) = begin(app, caller, Permission::PersonWrite, "record_leave", person).await?;
    record_leave_in(&mut work, person, input, known_at).await?;
    work.commit().await?;
    Ok(())
}

/// Records a dated fact that has no record of its own.
pub async fn record_event(app: &App, caller: &Caller, person: PersonId, input: RecordEvent) -> Result<()> {
    let (mut work, _, known_at) = begin(app, caller, Permission::PersonWrite, "record_event", person).await?;
    record_event_in(&mut work, person, input, known_at).await?;
    work.commit().await?;
    Ok(())
}
