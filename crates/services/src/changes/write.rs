//! Writing a change to the timelines, and taking it back.
//!
//! A change is written when it is approved, also one of a future day: its rows begin on that day, so that everything
//! that looks ahead (the timeline, the roster of a later day, a notice period) sees it as scheduled, and nothing has to
//! happen on the day itself.

use chrono::Days;
use kernel::{Date, EmploymentId, Instant, PersonId, Problem};
use storage::UnitOfWork;
use uuid::Uuid;

use super::facts::Facts;
use super::terms::{Correction, Post, Posting, Terms, pay_from};
use crate::people::{
    ChangePay, Duty, EndEmployment, Hire, Written, change_pay_in, correct_assignment_in, correct_hire_date_in,
    correct_pay_in, end_duty_in, end_employment_in, hire_in, mark, put_duty_in, set_probation_in, transfer_in,
    written_since,
};
use crate::{App, Result};

/// What was done, and under which employment things go on.
pub(super) struct Applied {
    pub(super) written: Written,
    pub(super) employment: Option<Uuid>,
}

/// Writes terms from a day on, known since `known_at`.
pub(super) async fn write_in(
    app: &App,
    work: &mut UnitOfWork,
    facts: &Facts,
    terms: &Terms,
    known_at: Instant,
) -> Result<Applied> {
    let person = facts.person.id;
    let before = mark(work, person).await?;
    let mut employment = facts.employment.as_ref().map(|row| row.employment_id);
    match (terms, employment) {
        (Terms::Rehire { hire }, _) => {
            let hire =
                Hire { person_id: Some(PersonId(person)), person: None, hired_on: facts.day, ..(**hire).clone() };
            employment = Some(hire_in(app, work, hire, known_at).await?.employment_id.0);
        }
        (Terms::Transfer(post), Some(old)) if post.legal_entity_id.is_some() => {
            employment = Some(change_employer(app, work, facts, (old, post), known_at).await?);
        }
        (_, Some(id)) => write_on(work, (EmploymentId(id), facts), terms, known_at).await?,
        (_, None) => {
            return Err(Problem::conflict("people.not_employed").at("/effective_on").with("day", facts.day));
        }
    }
    Ok(Applied { written: written_since(work, person, &before).await?, employment })
}

async fn write_on(
    work: &mut UnitOfWork,
    (employment, facts): (EmploymentId, &Facts),
    terms: &Terms,
    known_at: Instant,
) -> Result<()> {
    let day = facts.day;
    match terms {
        Terms::Onboard {} | Terms::Rehire { .. } => Ok(()),
        Terms::Confirm { .. } => {
            set_probation_in(work, employment, Some(day), known_at).await?;
            pay_in(work, employment, (day, terms), "confirmation", known_at).await
        }
        Terms::Probation { last_day } => {
            set_probation_in(work, employment, Some(*last_day + Days::new(1)), known_at).await
        }
        Terms::Transfer(post) => {
            transfer_in(work, employment, post.assignment(day), known_at).await?;
            pay_in(work, employment, (day, terms), "transfer", known_at).await
        }
        Terms::Promote(post) => {
            transfer_in(work, employment, post.assignment(day), known_at).await?;
            pay_in(work, employment, (day, terms), "promotion", known_at).await
        }
        Terms::Second(posting) => put_duty_in(work, employment, duty("secondment", day, posting), known_at).await,
        Terms::LeaveOfAbsence(posting) => {
            put_duty_in(work, employment, duty("leave_of_absence", day, posting), known_at).await
        }
        Terms::EndSecondment {} | Terms::Return {} => end_duty_in(work, employment, day, known_at).await,
        Terms::Retire(_) => {
            let end = EndEmployment {
                last_day: day - Days::new(1),
                ground: "art44_retirement".to_owned(),
                reason: Some(kernel::Sensitive::new("retirement".to_owned())),
            };
            end_employment_in(work, employment, end, known_at).await
        }
        Terms::Correct(correction) => correct_in(work, employment, (day, correction), known_at).await,
    }
}

async fn pay_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    (day, terms): (Date, &Terms),
    reason: &str,
    known_at: Instant,
) -> Result<()> {
    let Some(pay) = terms.pay() else { return Ok(()) };
    change_pay_in(work, employment, pay_from(day, pay, reason), known_at).await
}

fn duty(kind: &str, first_day: Date, posting: &Posting) -> Duty {
    Duty {
        kind: kind.to_owned(),
        first_day,
        last_day: posting.last_day,
        host_entity_id: posting.host_entity_id,
        host_unit_id: posting.host_unit_id,
        host_name: super::terms::said(posting.host_name.as_ref()),
        paid_by: posting.paid_by.clone(),
    }
}

async fn correct_in(
    work: &mut UnitOfWork,
    employment: EmploymentId,
    (day, correction): (Date, &Correction),
    known_at: Instant,
) -> Result<()> {
    if let Some(hired_on) = correction.hired_on {
        correct_hire_date_in(work, employment, hired_on, known_at).await?;
    }
    if let Some(last_day) = correction.probation_last_day {
        set_probation_in(work, employment, Some(last_day + Days::new(1)), known_at).await?;
    }
    if let Some(change) = correction.assignment(day) {
        correct_assignment_in(work, employment, change, correction.last_day, known_at).await?;
    }
    if let Some(pay) = &correction.base_pay_fen {
        let change: ChangePay = pay_from(day, *pay.expose(), "correction");
        correct_pay_in(work, employment, change, correction.last_day, known_at).await?;
    }
    Ok(())
}

/// Another employer of the group: one employment ends, the next begins on the following day. There is no second
/// probation for the same work, and the pay goes on unless another one was agreed.
async fn change_employer(
    app: &App,
    work: &mut UnitOfWork,
    facts: &Facts,
    (old, post): (Uuid, &Post),
    known_at: Instant,
) -> Result<Uuid> {
    let held = facts.post()?.clone();
    let kind = facts.employed()?.kind.clone();
    let end = EndEmployment {
        last_day: facts.day - Days::new(1),
        ground: "art36_employer_proposed".to_owned(),
        reason: Some(kernel::Sensitive::new("restructuring".to_owned())),
    };
    end_employment_in(work, EmploymentId(old), end, known_at).await?;
    let change = post.assignment(facts.day);
    let pay = post.base_pay_fen.as_ref().map(|pay| *pay.expose()).or(facts.pay);
    let hire = Hire {
        person_id: Some(PersonId(facts.person.id)),
        person: None,
        legal_entity_id: post.legal_entity_id.unwrap_or(held.legal_entity_id.into()),
        employee_no: post.employee_no.clone().unwrap_or_default(),
        kind,
        hired_on: facts.day,
        probation_last_day: None,
        contract: post.contract.clone(),
        unit_id: change.unit_id.unwrap_or(held.unit_id.into()),
        manager_id: change.manager_id.or(held.manager_id.map(Into::into)),
        position: change.position.unwrap_or(held.position),
        job_level: change.job_level.or(held.job_level),
        place: change.place.unwrap_or(held.place),
        working_time: held.working_time,
        base_pay_fen: pay.map(kernel::Sensitive::new),
    };
    Ok(hire_in(app, work, hire, known_at).await?.employment_id.0)
}
